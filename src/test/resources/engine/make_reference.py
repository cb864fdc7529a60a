"""Makes the reference numbers of the engines' tests with PyTorch: make_reference.py (writes *.json beside itself).

Each network below mirrors one ResNetSpec, layer for layer, under torchvision's names, and timm's
where torchvision has none. First weights come
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

    def __init__(self, c_in, c_out, kernel, stride, settings, groups=1):
        super().__init__(c_in, c_out, kernel, stride, bias=settings["bias"], groups=groups)
        self.same, self.k, self.s = settings["same"], kernel, stride

    def forward(self, x):
        if self.same:
            total = max(0, (math.ceil(x.shape[2] / self.s) - 1) * self.s + self.k - x.shape[2])
            x = F.pad(x, (total // 2, total - total // 2) * 2)
            return F.conv2d(x, self.weight, self.bias, self.s, groups=self.groups)
        return F.conv2d(x, self.weight, self.bias, self.s, (self.k - 1) // 2, groups=self.groups)


class SqueezeAndExcitation(nn.Module):
    """timm.layers.SEModule."""

    def __init__(self, channels, ratio):
        super().__init__()
        few = max(8, int(channels / ratio + 4) // 8 * 8)
        self.fc1, self.fc2 = nn.Conv2d(channels, few, 1), nn.Conv2d(few, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(F.relu(self.fc1(x.mean((2, 3), keepdim=True)))))


class Block(nn.Module):
    def __init__(self, spec, c_in, c, stride):
        super().__init__()
        settings = spec["settings"]
        bn = lambda channels: BatchNorm(channels, settings["eps"], settings["momentum"])
        self.kind, self.stride, self.before = spec["block"], stride, spec["pre_activation"]
        first_1x1 = spec["first_1x1"]
        c_out = c if self.kind == "basic" else 4 * c
        norms = [c_in] if self.before else []
        if self.kind == "basic":
            self.conv1 = Conv(c_in, c, 3, stride, settings)
            self.conv2 = Conv(c, c, 3, 1, settings)
            norms += [c] if self.before else [c, c]
        else:
            width = c * spec["group_width"] // 64 * spec["groups"]
            self.conv1 = Conv(c_in, width, 1, stride if first_1x1 else 1, settings)
            self.conv2 = Conv(width, width, 3, 1 if first_1x1 else stride, settings, spec["groups"])
            self.conv3 = Conv(width, c_out, 1, 1, settings)
            norms += [width, width] if self.before else [width, width, c_out]
        for i, channels in enumerate(norms):
            self.add_module(f"bn{i + 1}", bn(channels))
        self.se = SqueezeAndExcitation(c_out, spec["squeeze"]) if spec["squeeze"] else nn.Identity()
        missing = c_out - c_in
        left = missing // 2 if spec["both_sides"] else 0
        self.pad = (left, missing - left)
        self.changes = stride != 1 or c_in != c_out
        self.downsample = None
        if spec["shortcut"] == "C" or (spec["shortcut"] == "B" and self.changes):
            pooled = spec["average_pool"]
            layers = [nn.AvgPool2d(stride, stride, ceil_mode=True, count_include_pad=False) if stride > 1
                      else nn.Identity()] if pooled else []
            layers.append(Conv(c_in, c_out, 1, 1 if pooled else stride, settings))
            self.downsample = nn.Sequential(*layers, *([] if self.before else [bn(c_out)]))

    def forward(self, x):
        convs = [self.conv1, self.conv2] + ([self.conv3] if self.kind == "bottleneck" else [])
        if self.before:
            first = F.relu(self.bn1(x))
            y = first
            for i, conv in enumerate(convs):
                y = conv(y if i == 0 else F.relu(getattr(self, f"bn{i + 1}")(y)))
            return self.se(y) + self.around(first if self.changes or self.downsample is not None else x)
        y = x
        for i, conv in enumerate(convs):
            y = getattr(self, f"bn{i + 1}")(conv(y if i == 0 else F.relu(y)))
        return F.relu(self.se(y) + self.around(x))

    def around(self, x):
        if self.downsample is not None:
            return self.downsample(x)
        return F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, *self.pad)) if self.changes else x


class ResNet(nn.Module):
    def __init__(self, spec):
        super().__init__()
        settings, channels = spec["settings"], spec["stem_channels"]
        bn = lambda channels: BatchNorm(channels, settings["eps"], settings["momentum"])
        self.pools = spec["stem"] in ("imagenet", "deep")
        self.before, self.pooling = spec["pre_activation"], spec["pooling"]
        if spec["stem"] == "deep":
            half = channels // 2
            self.conv1 = nn.Sequential(Conv(3, half, 3, 2, settings), bn(half), nn.ReLU(),
                                       Conv(half, half, 3, 1, settings), bn(half), nn.ReLU(),
                                       Conv(half, channels, 3, 1, settings))
        else:
            kernel, stride = {"imagenet": (7, 2), "cifar": (3, 1), "mini": (3, 2)}[spec["stem"]]
            self.conv1 = Conv(3, channels, kernel, stride, settings)
        if not self.before:
            self.bn1 = bn(channels)
        c_in, self.stages = channels, []
        for s, (blocks, c, stride) in enumerate(spec["stages"]):
            layers = []
            for b in range(blocks):
                strided = b == (blocks - 1 if spec["last_block"] else 0)
                layers.append(Block(spec, c_in, c, stride if strided else 1))
                c_in = c if spec["block"] == "basic" else 4 * c
            self.add_module(f"layer{s + 1}", nn.Sequential(*layers))
            self.stages.append(f"layer{s + 1}")
        if self.before:
            self.norm = bn(c_in)
        if self.pooling == "none":
            c_in *= spec["features_size"] ** 2
        self.hidden = nn.Linear(c_in, spec["hidden"]) if spec["hidden"] else None
        self.fc = nn.Linear(spec["hidden"] or c_in, 1 if spec["sigmoid"] else spec["classes"])

    def forward(self, x):
        x = self.conv1(x)
        if not self.before:
            x = F.relu(self.bn1(x))
        if self.pools:
            x = F.max_pool2d(x, 3, 2, 1)
        for stage in self.stages:
            x = getattr(self, stage)(x)
        if self.before:
            x = F.relu(self.norm(x))
        x = {"average": lambda: x.mean((2, 3)), "max": lambda: x.amax((2, 3)), "none": lambda: x.flatten(1)}[self.pooling]()
        if self.hidden is not None:
            x = F.relu(self.hidden(x))
        return self.fc(x)


TORCHVISION = {"bias": False, "same": False, "eps": 1e-5, "momentum": 0.9}
KERAS = {"bias": True, "same": True, "eps": 1.001e-5, "momentum": 0.99}
BASE = {"stem": "cifar", "stem_channels": 4, "block": "basic", "stages": [[1, 4, 1], [1, 8, 2]], "shortcut": "A",
        "first_1x1": True, "settings": TORCHVISION, "hidden": 0, "sigmoid": False, "classes": 3, "size": 16,
        "pre_activation": False, "last_block": False, "both_sides": False, "average_pool": False, "pooling": "average",
        "squeeze": 0, "groups": 1, "group_width": 64}
NETWORKS = {
    "cifar-a": BASE,
    "cifar-a-uneven-growth": {**BASE, "stages": [[1, 4, 1], [1, 6, 2], [1, 14, 1]]},
    "cifar-b": {**BASE, "shortcut": "B"},
    "cifar-c": {**BASE, "shortcut": "C"},
    "basic": {**BASE, "stem": "imagenet", "shortcut": "B", "size": 32},
    "bottleneck": {**BASE, "stem": "imagenet", "shortcut": "B", "block": "bottleneck", "first_1x1": False, "size": 32},
    "mini": {**BASE, "stem": "mini", "shortcut": "B", "settings": KERAS, "hidden": 5, "classes": 2, "sigmoid": True,
             "stages": [[1, 4, 1], [2, 6, 2]]},
    "keras": {**BASE, "stem": "imagenet", "shortcut": "B", "block": "bottleneck", "size": 32,
              "settings": {**KERAS, "same": False}},
    "zerofill": {**BASE, "stem": "imagenet", "block": "bottleneck", "first_1x1": False, "size": 32,
                 "stages": [[2, 4, 2], [1, 5, 1]], "last_block": True, "both_sides": True},
    "deep-d": {**BASE, "stem": "deep", "shortcut": "B", "average_pool": True, "stages": [[1, 4, 1], [2, 6, 2]], "size": 36},
    "pre-activation-a": {**BASE, "pre_activation": True, "stages": [[2, 4, 1], [2, 6, 2]]},
    "pre-activation-b": {**BASE, "pre_activation": True, "stem": "imagenet", "shortcut": "B", "block": "bottleneck",
                         "first_1x1": False, "size": 32},
    "pre-activation-c": {**BASE, "pre_activation": True, "stem": "deep", "shortcut": "C", "average_pool": True, "size": 32},
    "max-pooling": {**BASE, "pooling": "max"},
    "squeeze": {**BASE, "block": "bottleneck", "shortcut": "B", "first_1x1": False, "squeeze": 2},
    "squeeze-pre-activation": {**BASE, "pre_activation": True, "shortcut": "C", "squeeze": 4},
    "groups": {**BASE, "stem": "imagenet", "shortcut": "B", "block": "bottleneck", "first_1x1": False, "size": 32,
               "stages": [[1, 8, 1], [2, 16, 2]], "groups": 3, "group_width": 16},
    "wide": {**BASE, "stem": "imagenet", "shortcut": "B", "block": "bottleneck", "first_1x1": False, "size": 32,
             "group_width": 128, "settings": {**TORCHVISION, "bias": True}},
    "groups-same": {**BASE, "stem": "mini", "shortcut": "B", "block": "bottleneck", "settings": KERAS, "groups": 2,
                    "group_width": 32},
    "no-pooling": {**BASE, "pooling": "none", "features_size": 8, "hidden": 5},
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


if __name__ == "__main__":
    main()
