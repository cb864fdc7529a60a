"""Makes the reference numbers of CrossEntropyTest with PyTorch: make_cross_entropy.py (writes cross-entropy.json beside itself).

Logits: 2.5 * sin(i * 0.7 + 0.3), i in C order. Labels: (2 * row + 1) % classes. Probabilities: softmax over the classes of
sin(i * 1.3). Class weights: 0.5 + 0.75 * class. The loss is torch.nn.CrossEntropyLoss(weight, label_smoothing) with its default
reduction, the mean; the gradient is autograd's, with respect to the logits, in double precision.
"""
import json
import os

import torch


def cases():
    for classes in (2, 5):
        for soft in (False, True):
            for weighted in (False, True):
                for smoothing in (0.0, 0.1, 1.0):
                    yield classes, soft, weighted, smoothing


def compute(classes, soft, weighted, smoothing, rows=4):
    i = torch.arange(rows * classes, dtype=torch.float64).reshape(rows, classes)
    logits = (2.5 * torch.sin(i * 0.7 + 0.3)).requires_grad_()
    target = torch.softmax(torch.sin(i * 1.3), 1) if soft else (2 * torch.arange(rows) + 1) % classes
    weight = 0.5 + 0.75 * torch.arange(classes, dtype=torch.float64) if weighted else None
    loss = torch.nn.CrossEntropyLoss(weight=weight, label_smoothing=smoothing)(logits, target)
    loss.backward()
    aim = target.argmax(1) if soft else target
    return {
        "classes": classes,
        "soft": soft,
        "weighted": weighted,
        "smoothing": smoothing,
        "loss": loss.item(),
        "correct": (logits.argmax(1) == aim).sum().item(),
        "gradient": logits.grad.flatten().tolist(),
    }


if __name__ == "__main__":
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "cross-entropy.json"), "w") as out:
        json.dump({"torch": torch.__version__, "cases": [compute(*case) for case in cases()]}, out, indent=1)
        out.write("\n")
