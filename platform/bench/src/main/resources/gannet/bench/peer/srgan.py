"""SRResNet and SRGAN as the common PyTorch scripts train them (github.com/Lornatang/SRGAN-PyTorch and its kind).

case: "resnet", mean squared error alone, or "adversarial", with a discriminator and the features of a SqueezeNet 1.1 or of
VGG19 ("adversarial-vgg19") before their last activation. The features' weights are random, which costs as much.
"""
import torch
from torch import nn, optim

crop, factor, width, blocks = 96, 4, 64, 16


class Residual(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.body = nn.Sequential(*layers)

    def forward(self, x):
        return torch.add(self.body(x), x)


def block():
    return Residual(nn.Conv2d(width, width, 3, 1, 1), nn.BatchNorm2d(width), nn.PReLU(),
                    nn.Conv2d(width, width, 3, 1, 1), nn.BatchNorm2d(width))


def upsampled():
    return nn.Conv2d(width, width * 4, 3, 1, 1), nn.PixelShuffle(2), nn.PReLU()


def generator():
    return nn.Sequential(
        nn.Conv2d(3, width, 9, 1, 4), nn.PReLU(),
        Residual(*[block() for _ in range(blocks)], nn.Conv2d(width, width, 3, 1, 1), nn.BatchNorm2d(width)),
        *upsampled(), *upsampled(),
        nn.Conv2d(width, 3, 9, 1, 4))


def judging(before, after, stride):
    return nn.Conv2d(before, after, 3, stride, 1), nn.BatchNorm2d(after), nn.LeakyReLU(0.2, True)


def discriminator():
    return nn.Sequential(
        nn.Conv2d(3, width, 3, 1, 1), nn.LeakyReLU(0.2, True),
        *judging(width, width, 2), *judging(width, width * 2, 1), *judging(width * 2, width * 2, 2),
        *judging(width * 2, width * 4, 1), *judging(width * 4, width * 4, 2),
        *judging(width * 4, width * 8, 1), *judging(width * 8, width * 8, 2),
        nn.Flatten(), nn.Linear(width * 8 * (crop // 16) ** 2, 1024), nn.LeakyReLU(0.2, True), nn.Linear(1024, 1))


class Fire(nn.Module):
    def __init__(self, before, squeezed, expanded):
        super().__init__()
        self.squeeze = nn.Sequential(nn.Conv2d(before, squeezed, 1), nn.ReLU(True))
        self.left = nn.Sequential(nn.Conv2d(squeezed, expanded, 1), nn.ReLU(True))
        self.right = nn.Sequential(nn.Conv2d(squeezed, expanded, 3, padding=1), nn.ReLU(True))

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.left(x), self.right(x)], 1)


def squeezenet():
    pool = lambda: nn.MaxPool2d(3, 2, ceil_mode=True)
    return nn.Sequential(
        nn.Conv2d(3, 64, 3, 2), nn.ReLU(True), pool(), Fire(64, 16, 64), Fire(128, 16, 64),
        pool(), Fire(128, 32, 128), Fire(256, 32, 128),
        pool(), Fire(256, 48, 192), Fire(384, 48, 192), Fire(384, 64, 256), Fire(512, 64, 256))


def vgg19():
    layers, before = [], 3
    for filters in (64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512):
        if filters == 0:
            layers.append(nn.MaxPool2d(2, 2))
        else:
            layers += [nn.Conv2d(before, filters, 3, padding=1), nn.ReLU(True)]
            before = filters
    return nn.Sequential(*layers[:-1])


class Pretraining:
    def __init__(self, tuned, batch):
        self.tuned = tuned
        self.g = tuned.arranged(generator())
        self.adam_g = optim.Adam(self.g.parameters(), lr=1e-4)
        self.lr = tuned.arranged(torch.rand(batch, 3, crop // factor, crop // factor))
        self.hr = tuned.arranged(torch.rand(batch, 3, crop, crop) * 2 - 1)
        self.mse = nn.MSELoss()

    def step(self):
        self.g.zero_grad(set_to_none=True)
        with self.tuned.autocast():
            sr = self.g(self.lr)
            loss = self.mse(sr.float(), self.hr)
        loss.backward()
        self.adam_g.step()
        return loss.item()


class Adversarial(Pretraining):
    def __init__(self, tuned, batch, features):
        super().__init__(tuned, batch)
        self.d = tuned.arranged(discriminator())
        self.adam_d = optim.Adam(self.d.parameters(), lr=1e-4)
        self.features = tuned.arranged(features).eval()
        for parameter in self.features.parameters():
            parameter.requires_grad = False
        self.bce = nn.BCEWithLogitsLoss()

    def content(self, sr):
        return self.mse(self.features(sr).float() / 12.75, self.features(self.hr).float() / 12.75)

    def step(self):
        batch = self.hr.size(0)
        real, fake = torch.ones(batch, 1), torch.zeros(batch, 1)
        for parameter in self.d.parameters():
            parameter.requires_grad = False
        self.g.zero_grad(set_to_none=True)
        with self.tuned.autocast():
            sr = self.g(self.lr)
            content = self.content(sr)
            adversarial = 0.001 * self.bce(self.d(sr).float(), real)
        (content + adversarial).backward()
        self.adam_g.step()
        for parameter in self.d.parameters():
            parameter.requires_grad = True
        self.d.zero_grad(set_to_none=True)
        with self.tuned.autocast():
            loss_real = self.bce(self.d(self.hr).float(), real)
        loss_real.backward()
        with self.tuned.autocast():
            loss_fake = self.bce(self.d(sr.detach()).float(), fake)
        loss_fake.backward()
        self.adam_d.step()
        return content.item(), adversarial.item(), (loss_real + loss_fake).item()


def training(case, tuned, batch):
    if case == 'resnet':
        return Pretraining(tuned, batch)
    return Adversarial(tuned, batch, vgg19() if case == 'adversarial-vgg19' else squeezenet())
