"""The training step of github.com/pytorch/examples/blob/main/dcgan/main.py."""
import torch
from torch import nn, optim

size, width, latent, channels = 64, 64, 100, 3


def initialise(m):
    name = m.__class__.__name__
    if 'Conv' in name:
        nn.init.normal_(m.weight, 0.0, 0.02)
    elif 'BatchNorm' in name:
        nn.init.normal_(m.weight, 1.0, 0.02)
        nn.init.zeros_(m.bias)


def generator():
    return nn.Sequential(
        nn.ConvTranspose2d(latent, width * 8, 4, 1, 0, bias=False), nn.BatchNorm2d(width * 8), nn.ReLU(True),
        nn.ConvTranspose2d(width * 8, width * 4, 4, 2, 1, bias=False), nn.BatchNorm2d(width * 4), nn.ReLU(True),
        nn.ConvTranspose2d(width * 4, width * 2, 4, 2, 1, bias=False), nn.BatchNorm2d(width * 2), nn.ReLU(True),
        nn.ConvTranspose2d(width * 2, width, 4, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(True),
        nn.ConvTranspose2d(width, channels, 4, 2, 1, bias=False), nn.Tanh())


def discriminator():
    return nn.Sequential(
        nn.Conv2d(channels, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(width, width * 2, 4, 2, 1, bias=False), nn.BatchNorm2d(width * 2), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(width * 2, width * 4, 4, 2, 1, bias=False), nn.BatchNorm2d(width * 4), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(width * 4, width * 8, 4, 2, 1, bias=False), nn.BatchNorm2d(width * 8), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(width * 8, 1, 4, 1, 0, bias=False), nn.Sigmoid())


class Training:
    def __init__(self, tuned, batch):
        self.tuned = tuned
        self.g = tuned.arranged(generator().apply(initialise))
        self.d = tuned.arranged(discriminator().apply(initialise))
        self.adam_d = optim.Adam(self.d.parameters(), lr=0.0002, betas=(0.5, 0.999))
        self.adam_g = optim.Adam(self.g.parameters(), lr=0.0002, betas=(0.5, 0.999))
        self.criterion = nn.BCELoss()
        self.real = tuned.arranged(torch.rand(batch, channels, size, size) * 2 - 1)

    def judge(self, pictures):
        with self.tuned.autocast():
            output = self.d(pictures)
        return output.view(-1, 1).squeeze(1).float()

    def step(self):
        batch = self.real.size(0)
        self.d.zero_grad()
        label = torch.full((batch,), 1.0)
        output = self.judge(self.real)
        real_loss = self.criterion(output, label)
        real_loss.backward()
        output.mean().item()
        noise = torch.randn(batch, latent, 1, 1)
        with self.tuned.autocast():
            fake = self.g(noise)
        label.fill_(0.0)
        output = self.judge(fake.detach())
        fake_loss = self.criterion(output, label)
        fake_loss.backward()
        output.mean().item()
        self.adam_d.step()

        self.g.zero_grad()
        label.fill_(1.0)
        output = self.judge(fake)
        loss = self.criterion(output, label)
        loss.backward()
        output.mean().item()
        self.adam_g.step()


def training(case, tuned, batch):
    return Training(tuned, batch)
