"""Prints where each optimizer of Python's PyTorch (2.13) has moved three numbers after six steps.

    python optimizers.py

OptimizersTest has these numbers: the same pictures of three points, the same loss (w·x − 1)², and half the rate from the
fourth step on. Nothing here is run by the build.
"""
import torch
from torch import optim

from layers import made

for name, make in {
    "Adam": lambda w: optim.Adam([w], 0.1, (0.5, 0.9)),
    "AdamW": lambda w: optim.AdamW([w], 0.1, (0.5, 0.9), weight_decay=0.2),
    "RMSprop": lambda w: optim.RMSprop([w], 0.1, alpha=0.9),
    "RMSprop with momentum": lambda w: optim.RMSprop([w], 0.1, alpha=0.9, momentum=0.5),
    "SGD": lambda w: optim.SGD([w], 0.1),
    "SGD with decay": lambda w: optim.SGD([w], 0.1, weight_decay=0.2),
    "SGD with momentum": lambda w: optim.SGD([w], 0.1, momentum=0.5, weight_decay=0.2),
    "SGD with Nesterov's momentum": lambda w: optim.SGD([w], 0.1, momentum=0.5, nesterov=True),
}.items():
    w = made(0, (1, 3)).requires_grad_()
    optimizer = make(w)
    for step in range(6):
        for group in optimizer.param_groups:
            group["lr"] = 0.1 if step < 3 else 0.05
        optimizer.zero_grad()
        (made(100 + step, (4, 3)) @ w.t() - 1).square().mean().backward()
        optimizer.step()
    print(name, " ".join("%.7g" % v for v in w.flatten().tolist()))
