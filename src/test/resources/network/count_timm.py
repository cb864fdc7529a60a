"""Counts the parameters of timm's networks: count_timm.py, with timm 1.0 installed."""
import timm

for depth in (18, 34, 50, 101, 152):
    for name in [f"seresnet{depth}", f"resnet{depth}d"] + ([f"resnetv2_{depth}"] if depth >= 50 else []):
        if timm.is_model(name):
            print(name, sum(p.numel() for p in timm.create_model(name).parameters()))
        else:
            print(name, "is not in timm", timm.__version__)
