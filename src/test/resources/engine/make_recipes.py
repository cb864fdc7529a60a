"""Makes the reference numbers of RecipesTest and ScheduleTest with PyTorch: make_recipes.py (writes recipes.json and schedules.json beside itself).

The network, its first weights and its pictures are those of "cifar-b" in make_reference.py. Each recipe takes six steps on one batch; the
losses are those of each step before its update, and the probabilities those of the model that would be used in the end.
"""
import json
import math
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.optim import lr_scheduler
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

import make_reference as reference

HERE = os.path.dirname(os.path.abspath(__file__))
SPEC, COUNT, STEPS = reference.NETWORKS["cifar-b"], 4, 6
CLASS_WEIGHTS = [0.5, 1.25, 2.0]


def pictures():
    size = SPEC["size"]
    i = torch.arange(COUNT * 3 * size * size, dtype=torch.float64)
    return torch.sin(i * 0.11).float().reshape(COUNT, 3, size, size), torch.arange(COUNT) % SPEC["classes"]


def mixup(images, labels, lam):
    """torchvision.transforms.v2.MixUp, for a share that is not drawn."""
    targets = F.one_hot(labels, SPEC["classes"]).float()
    return (images.roll(1, 0).mul(1 - lam).add(images.mul(lam)),
            targets.roll(1, 0).mul(1 - lam).add(targets.mul(lam)))


def cutmix(images, labels, lam, x, y):
    """torchvision.transforms.v2.CutMix, for a share and a centre that are not drawn."""
    size = SPEC["size"]
    half = 0.5 * math.sqrt(1 - lam)
    x1, x2 = max(x - int(half * size), 0), min(x + int(half * size), size)
    y1, y2 = max(y - int(half * size), 0), min(y + int(half * size), size)
    mixed = images.clone()
    mixed[..., y1:y2, x1:x2] = images.roll(1, 0)[..., y1:y2, x1:x2]
    lam = 1 - (x2 - x1) * (y2 - y1) / (size * size)
    targets = F.one_hot(labels, SPEC["classes"]).float()
    return mixed, targets.roll(1, 0).mul(1 - lam).add(targets.mul(lam))


def optimizer_of(model, kind, decay, on_all):
    weights = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": weights, "weight_decay": decay}, {"params": others, "weight_decay": decay if on_all else 0}]
    if kind == "sgd":
        return torch.optim.SGD(groups, lr=0.02, momentum=0.9, nesterov=True)
    return torch.optim.AdamW(groups, lr=0.02)


def train(kind="sgd", decay=0.01, on_all=False, smoothing=0.0, weights=None, mix=None, clip=0.0, average=0.0, rates=None, parts=1):
    model = reference.ResNet(SPEC)
    with torch.no_grad():
        reference.first_weights(model)
    images, labels = pictures()
    targets = labels
    if mix:
        images, targets = mix(images, labels)
    optimizer = optimizer_of(model, kind, decay, on_all)
    loss_of = nn.CrossEntropyLoss(None if weights is None else torch.tensor(weights), label_smoothing=smoothing)
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(average), use_buffers=True) if average else None
    model.train()
    losses = []
    for step in range(STEPS):
        if rates:
            for group in optimizer.param_groups:
                group["lr"] = rates[step]
        optimizer.zero_grad()
        loss = accumulate(model, images, targets, loss_of, labels, parts)
        if clip:
            nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()
        if averaged:
            averaged.update_parameters(model)
        losses.append(loss.item())
    used = averaged.module if averaged else model
    used.eval()
    return {"losses": losses, "probabilities": torch.softmax(used(pictures()[0]), 1).tolist()}


def accumulate(model, images, targets, loss_of, labels, parts):
    """Backward in parts. Each part's mean is weighed by what its mean was divided by, so that the parts add up to the batch's mean."""
    sums = [COUNT / parts if loss_of.weight is None or targets is not labels else float(loss_of.weight[part].sum())
            for part in labels.chunk(parts)]
    total = 0.0
    for images_of, targets_of, share in zip(images.chunk(parts), targets.chunk(parts), sums):
        loss = loss_of(model(images_of), targets_of) * (share / sum(sums))
        loss.backward()
        total = total + loss.detach()
    return total


def one_cycle(total, highest):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = lr_scheduler.OneCycleLR(optimizer, highest, total_steps=total, cycle_momentum=False)
    return stepped(optimizer, schedule, total)


def stepped(optimizer, schedule, total):
    rates = []
    for step in range(total):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < total - 1:
            schedule.step()
    return rates


def milestones(epochs, highest, after, factor):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=highest)
    return stepped(optimizer, lr_scheduler.MultiStepLR(optimizer, after, factor), epochs)


def plateau(losses, highest, factor, patience):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=highest)
    schedule = lr_scheduler.ReduceLROnPlateau(optimizer, factor=factor, patience=patience)
    rates = []
    for loss in losses:
        rates.append(optimizer.param_groups[0]["lr"])
        schedule.step(loss)
    return rates


def triangle(total, highest):
    """Keller Jordan's airbench: triangle(total, start=0.2, end=0.07, peak=0.23)."""
    curve = np.interp(np.arange(1 + total), [0, int(0.23 * total), total], [0.2, 1, 0.07])
    return (highest * curve[:total]).tolist()


def write(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(value, file, separators=(",", ":"))
        file.write("\n")


def main():
    losses = [math.sin(e * 0.9) / (1 + e) + 1 for e in range(40)]
    write("schedules.json", {
        "oneCycle": {str(total): one_cycle(total, 0.4) for total in (6, 10, 97, 300)},
        "milestones": milestones(12, 0.5, [3, 7, 8], 0.3),
        "losses": losses,
        "plateau": plateau(losses, 0.1, 0.2, 3),
        "triangle": {str(total): triangle(total, 0.4) for total in (6, 10, 97, 300)},
    })
    write("recipes.json", {
        "plain": train(),
        "smoothing": train(smoothing=0.1),
        "class-weights": train(weights=CLASS_WEIGHTS),
        "smoothing-and-class-weights": train(smoothing=0.2, weights=CLASS_WEIGHTS),
        "mixup": train(mix=lambda images, labels: mixup(images, labels, 0.3)),
        "mixup-and-smoothing": train(smoothing=0.1, mix=lambda images, labels: mixup(images, labels, 0.3)),
        "cutmix": train(mix=lambda images, labels: cutmix(images, labels, 0.4, 5, 14)),
        "clipping": train(clip=0.5),
        "clipping-adamw": train(kind="adamw", clip=0.5),
        "decay-on-all": train(decay=0.3, on_all=True),
        "decay-on-all-adamw": train(kind="adamw", decay=0.9, on_all=True),
        "averaging": train(average=0.8),
        "one-cycle": train(rates=one_cycle(STEPS, 0.05)),
        "triangle": train(rates=triangle(STEPS, 0.05)),
        "two-parts": train(parts=2),
        "two-parts-and-class-weights": train(smoothing=0.1, weights=CLASS_WEIGHTS, parts=2),
        "two-parts-mixup-clipping-adamw": train(
            kind="adamw", mix=lambda images, labels: mixup(images, labels, 0.3), clip=0.5, parts=2),
        "everything": train(kind="adamw", decay=0.1, on_all=True, smoothing=0.1, weights=CLASS_WEIGHTS,
                            mix=lambda images, labels: mixup(images, labels, 0.7), clip=1.0, average=0.5,
                            rates=one_cycle(STEPS, 0.02)),
    })


if __name__ == "__main__":
    main()
