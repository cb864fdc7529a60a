"""Makes the reference numbers of engine.dl4j's tests with PyTorch: make_reference.py (writes *.json beside itself).

Each network below mirrors one ResNetSpec of Dl4jReferenceTest, layer for layer, under torchvision's names. First weights come
from a plain formula that the test repeats, so that no weights have to be stored: weight i of a tensor is
scale * sin(i * 0.37 + hash), see first_weights. Pictures: sin(i * 0.11). Labels: i % classes.
Running variances follow the biased variance of the batch, as Deeplearning4j and Keras have it.
"""
import json
import math
import os

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
torch.set_num_threads(1)


class BatchNorm(nn.Module):
    """Batch norm whose running variance follows the biased variance; momentum is the share that is kept."""

    def __init__(self, channels, eps, momentum):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.eps, self.momentum = eps, momentum

    def forward(self, x):
        if not self.training:
            return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, False, 0, self.eps)
        with torch.no_grad():
            mean, var = x.mean((0, 2, 3)), x.var((0, 2, 3), unbiased=False)
            self.running_mean.mul_(self.momentum).add_((1 - self.momentum) * mean)
            self.running_var.mul_(self.momentum).add_((1 - self.momentum) * var)
        return F.batch_norm(x, None, None, self.weight, self.bias, True, 0, self.eps)


class Conv(nn.Conv2d):
    """A convolution with PyTorch's symmetric or TensorFlow's "same" padding."""

    def __init__(self, c_in, c_out, kernel, stride, settings):
        super().__init__(c_in, c_out, kernel, stride, bias=settings["bias"])
        self.same, self.k, self.s = settings["same"], kernel, stride

    def forward(self, x):
        if self.same:
            total = max(0, (math.ceil(x.shape[2] / self.s) - 1) * self.s + self.k - x.shape[2])
            x = F.pad(x, (total // 2, total - total // 2) * 2)
            return F.conv2d(x, self.weight, self.bias, self.s)
        return F.conv2d(x, self.weight, self.bias, self.s, (self.k - 1) // 2)


class Block(nn.Module):
    def __init__(self, kind, c_in, c, stride, shortcut, first_1x1, settings):
        super().__init__()
        bn = lambda channels: BatchNorm(channels, settings["eps"], settings["momentum"])
        self.kind, self.stride = kind, stride
        c_out = c if kind == "basic" else 4 * c
        if kind == "basic":
            self.conv1, self.bn1 = Conv(c_in, c, 3, stride, settings), bn(c)
            self.conv2, self.bn2 = Conv(c, c, 3, 1, settings), bn(c)
        else:
            self.conv1, self.bn1 = Conv(c_in, c, 1, stride if first_1x1 else 1, settings), bn(c)
            self.conv2, self.bn2 = Conv(c, c, 3, 1 if first_1x1 else stride, settings), bn(c)
            self.conv3, self.bn3 = Conv(c, c_out, 1, 1, settings), bn(c_out)
        self.pad = c_out - c_in
        self.changes = stride != 1 or c_in != c_out
        if shortcut == "C" or (shortcut == "B" and self.changes):
            self.downsample = nn.Sequential(Conv(c_in, c_out, 1, stride, settings), bn(c_out))
        else:
            self.downsample = None

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        if self.kind == "bottleneck":
            y = self.bn3(self.conv3(F.relu(y)))
        if self.downsample is not None:
            x = self.downsample(x)
        elif self.changes:
            x = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, 0, self.pad))
        return F.relu(y + x)


class ResNet(nn.Module):
    def __init__(self, spec):
        super().__init__()
        settings = spec["settings"]
        self.imagenet = spec["stem"] == "imagenet"
        kernel, stride = {"imagenet": (7, 2), "cifar": (3, 1), "mini": (3, 2)}[spec["stem"]]
        self.conv1 = Conv(3, spec["stem_channels"], kernel, stride, settings)
        self.bn1 = BatchNorm(spec["stem_channels"], settings["eps"], settings["momentum"])
        c_in, self.stages = spec["stem_channels"], []
        for s, (blocks, c, stride) in enumerate(spec["stages"]):
            layers = []
            for b in range(blocks):
                layers.append(Block(spec["block"], c_in, c, stride if b == 0 else 1, spec["shortcut"],
                                    spec["first_1x1"], settings))
                c_in = c if spec["block"] == "basic" else 4 * c
            self.add_module(f"layer{s + 1}", nn.Sequential(*layers))
            self.stages.append(f"layer{s + 1}")
        self.hidden = nn.Linear(c_in, spec["hidden"]) if spec["hidden"] else None
        self.fc = nn.Linear(spec["hidden"] or c_in, 1 if spec["sigmoid"] else spec["classes"])

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        if self.imagenet:
            x = F.max_pool2d(x, 3, 2, 1)
        for stage in self.stages:
            x = getattr(self, stage)(x)
        x = x.mean((2, 3))
        if self.hidden is not None:
            x = F.relu(self.hidden(x))
        return self.fc(x)


TORCHVISION = {"bias": False, "same": False, "eps": 1e-5, "momentum": 0.9}
KERAS = {"bias": True, "same": True, "eps": 1.001e-5, "momentum": 0.99}
BASE = {"stem": "cifar", "stem_channels": 4, "block": "basic", "stages": [[1, 4, 1], [1, 8, 2]], "shortcut": "A",
        "first_1x1": True, "settings": TORCHVISION, "hidden": 0, "sigmoid": False, "classes": 3, "size": 16}
NETWORKS = {
    "cifar-a": BASE,
    "cifar-a-uneven-growth": {**BASE, "stages": [[1, 4, 1], [1, 6, 2], [1, 14, 1]]},
    "cifar-b": {**BASE, "shortcut": "B"},
    "cifar-c": {**BASE, "shortcut": "C"},
    "basic": {**BASE, "stem": "imagenet", "shortcut": "B", "size": 32},
    "bottleneck": {**BASE, "stem": "imagenet", "shortcut": "B", "block": "bottleneck", "first_1x1": False, "size": 32},
    "mini": {**BASE, "stem": "mini", "shortcut": "B", "settings": KERAS, "hidden": 5, "classes": 2, "sigmoid": True,
             "stages": [[1, 4, 1], [2, 6, 2]]},
}


def first_weights(model):
    for name, tensor in sorted(model.state_dict().items()):
        i = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = torch.sin(i * 0.37 + sum(name.encode()) * 0.01)
        fan_in = tensor[0].numel() if tensor.dim() > 1 else 1
        if tensor.dim() > 1:
            values = wave * math.sqrt(3.0 / fan_in)
        elif name.endswith("running_var") or (name.endswith("weight") and tensor.dim() == 1):
            values = 1 + 0.3 * wave
        else:
            values = 0.2 * wave
        tensor.copy_(values.float().reshape(tensor.shape))


def rounded(tensor):
    return [float(f"{v:.7g}") for v in tensor.detach().flatten().tolist()]


def main():
    for name, spec in NETWORKS.items():
        model, count, size = ResNet(spec), 4, spec["size"]
        with torch.no_grad():
            first_weights(model)
        i = torch.arange(count * 3 * size * size, dtype=torch.float64)
        images = torch.sin(i * 0.11).float().reshape(count, 3, size, size)
        labels = torch.arange(count) % spec["classes"]
        probabilities = lambda z: torch.sigmoid(z) if spec["sigmoid"] else torch.softmax(z, 1)
        model.eval()
        before = probabilities(model(images))
        decayed = [p for p in model.parameters() if p.dim() > 1]
        plain = [p for p in model.parameters() if p.dim() == 1]
        optimizer = torch.optim.SGD([{"params": decayed, "weight_decay": 0.01}, {"params": plain}],
                                    lr=0.02, momentum=0.9, nesterov=True)
        model.train()
        losses, correct = [], []
        for _ in range(3):
            optimizer.zero_grad()
            logits = model(images)
            if spec["sigmoid"]:
                loss = F.binary_cross_entropy_with_logits(logits[:, 0], labels.float())
                correct.append(int(((logits[:, 0] > 0).long() == labels).sum()))
            else:
                loss = F.cross_entropy(logits, labels)
                correct.append(int((logits.argmax(1) == labels).sum()))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        model.eval()
        reference = {
            "spec": spec, "probabilitiesBefore": rounded(before), "losses": losses, "correct": correct,
            "probabilitiesAfter": rounded(probabilities(model(images))),
            "weightsAfter": {k: rounded(v) for k, v in model.state_dict().items()},
        }
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.json")
        with open(path, "w") as file:
            json.dump(reference, file, separators=(",", ":"))
            file.write("\n")


main()
