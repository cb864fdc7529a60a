"""Counts the parameters of torchvision's and the CIFAR networks with each kind of shortcut: count_parameters.py

He et al. 2015: A adds no parameters, B a 1 x 1 convolution with batch norm where shapes differ, C one in every block.
"""
from torch import nn


def conv(c_in, c_out, kernel):
    return nn.Conv2d(c_in, c_out, kernel, bias=False), nn.BatchNorm2d(c_out)


def network(stem, stages, bottleneck, shortcut, classes):
    layers, c_in = [*conv(3, *stem)], stem[0]
    for s, (blocks, c) in enumerate(stages):
        c_out = 4 * c if bottleneck else c
        for b in range(blocks):
            if bottleneck:
                layers += [*conv(c_in, c, 1), *conv(c, c, 3), *conv(c, c_out, 1)]
            else:
                layers += [*conv(c_in, c, 3), *conv(c, c, 3)]
            changes = c_in != c_out or (b == 0 and s > 0)
            if shortcut == "C" or (shortcut == "B" and changes):
                layers += conv(c_in, c_out, 1)
            c_in = c_out
    layers.append(nn.Linear(c_in, classes))
    return sum(p.numel() for layer in layers for p in layer.parameters())


IMAGENET, CIFAR = (64, 7), (16, 3)
for kind in "ABC":
    print("resnet34", kind, network(IMAGENET, [(3, 64), (4, 128), (6, 256), (3, 512)], False, kind, 1000))
    print("resnet20", kind, network(CIFAR, [(3, 16), (3, 32), (3, 64)], False, kind, 10))
    print("resnet164", kind, network(CIFAR, [(18, 16), (18, 32), (18, 64)], True, kind, 10))
