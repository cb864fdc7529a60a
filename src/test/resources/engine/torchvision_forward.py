"""Makes torchvision.json for TorchvisionForwardTest: torchvision_forward.py (writes it beside itself).

torchvision's own networks (0.29.1) with ten classes; weights by the formula of make_reference.py with the last dense layer a hundredth
of that, so that the probabilities are not all 0 or 1; two pictures of 64 x 64 pixels, sin(i * 0.11). Parameters are counted with 1,000
classes.
"""
import json
import math
import os

import torch

torch.library.register_fake = lambda *names: lambda function: function  # its own operators, which networks do not need
import torchvision

NAMES = ["resnext50_32x4d", "resnext101_32x8d", "wide_resnet50_2", "wide_resnet101_2"]
FORWARD = ["resnext50_32x4d", "wide_resnet50_2"]


def first_weights(model):
    for name, tensor in sorted(model.state_dict().items()):
        if name.endswith("num_batches_tracked"):
            continue
        i = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = torch.sin(i * 0.37 + sum(name.encode()) * 0.01)
        if tensor.dim() > 1:
            values = wave * math.sqrt(3.0 / tensor[0].numel())
        elif name.endswith("running_var") or name.endswith("weight"):
            values = 1 + 0.3 * wave
        else:
            values = 0.2 * wave
        if name == "fc.weight":
            values = values * SCALE
        tensor.copy_(values.float().reshape(tensor.shape))


SCALE = 0.01
result = {}
for name in NAMES:
    parameters = sum(p.numel() for p in torchvision.models.get_model(name).parameters())
    result[name] = {"parameters": parameters}
    if name in FORWARD:
        model = torchvision.models.get_model(name, num_classes=10)
        with torch.no_grad():
            first_weights(model)
            images = torch.sin(torch.arange(2 * 3 * 64 * 64, dtype=torch.float64) * 0.11).float().reshape(2, 3, 64, 64)
            result[name]["probabilities"] = torch.softmax(model.eval()(images), 1).tolist()
    print(name, result[name])
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "torchvision.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
