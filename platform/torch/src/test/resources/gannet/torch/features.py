"""Prints what small SqueezeNet and VGG19 make of made-up pictures with made-up parameters, by Python's PyTorch (2.13).

    python features.py

FeaturesTest has these numbers: the means of every 32nd map. Nothing here is run by the build.
"""
import torch
import torch.nn.functional as F

from layers import Parameters, x


def torchvision(pictures):
    mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    return (pictures / 2 + 0.5 - mean.reshape(3, 1, 1)) / deviation.reshape(3, 1, 1)


def caffe(pictures):
    return (pictures * 127.5 + 127.5).flip(1) - torch.tensor([103.939, 116.779, 123.68]).reshape(3, 1, 1)


def squeezenet(prepared, p):
    y = F.relu(F.conv2d(prepared, p(64, 3, 3, 3), p(64), stride=2))
    y = F.max_pool2d(y, 3, 2, ceil_mode=True)
    for width, inputs in (16, 64), (16, 128):
        squeezed = F.relu(F.conv2d(y, p(width, inputs, 1, 1), p(width)))
        wide = F.relu(F.conv2d(squeezed, p(4 * width, width, 1, 1), p(4 * width)))
        y = torch.cat([wide, F.relu(F.conv2d(squeezed, p(4 * width, width, 3, 3), p(4 * width), padding=1))], 1)
    return y


def vgg(prepared, p):
    y = F.relu(F.conv2d(prepared, p(64, 3, 3, 3), p(64), padding=1))
    y = F.max_pool2d(F.relu(F.conv2d(y, p(64, 64, 3, 3), p(64), padding=1)), 2)
    return F.relu(F.conv2d(y, p(128, 64, 3, 3), p(128), padding=1))


for name, network in ("SqueezeNet", squeezenet), ("VGG19", vgg):
    for prepare in torchvision, caffe:
        y = network(prepare(x(3, 18, 18)), Parameters())
        print(name, prepare.__name__, tuple(y.shape), " ".join("%.6g" % v for v in y[:, ::32].mean((2, 3)).flatten()))
