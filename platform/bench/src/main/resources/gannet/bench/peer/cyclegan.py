"""The training step of github.com/junyanz/pytorch-CycleGAN-and-pix2pix (models/cycle_gan_model.py, models/networks.py).

case: the pictures' side; 6 residual blocks below 256 pixels, 9 from there, as published.
"""
import itertools
import random

import torch
from torch import nn, optim

width, pool_size = 64, 50


def initialise(m):
    if hasattr(m, 'weight') and m.weight is not None and 'Conv' in m.__class__.__name__:
        nn.init.normal_(m.weight, 0.0, 0.02)
        if m.bias is not None:
            nn.init.zeros_(m.bias)


class ResnetBlock(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.ReflectionPad2d(1), nn.Conv2d(dim, dim, 3), nn.InstanceNorm2d(dim), nn.ReLU(True),
            nn.ReflectionPad2d(1), nn.Conv2d(dim, dim, 3), nn.InstanceNorm2d(dim))

    def forward(self, x):
        return x + self.conv_block(x)


def generator(blocks):
    return nn.Sequential(
        nn.ReflectionPad2d(3), nn.Conv2d(3, width, 7), nn.InstanceNorm2d(width), nn.ReLU(True),
        nn.Conv2d(width, width * 2, 3, 2, 1), nn.InstanceNorm2d(width * 2), nn.ReLU(True),
        nn.Conv2d(width * 2, width * 4, 3, 2, 1), nn.InstanceNorm2d(width * 4), nn.ReLU(True),
        *[ResnetBlock(width * 4) for _ in range(blocks)],
        nn.ConvTranspose2d(width * 4, width * 2, 3, 2, 1, 1), nn.InstanceNorm2d(width * 2), nn.ReLU(True),
        nn.ConvTranspose2d(width * 2, width, 3, 2, 1, 1), nn.InstanceNorm2d(width), nn.ReLU(True),
        nn.ReflectionPad2d(3), nn.Conv2d(width, 3, 7), nn.Tanh())


def discriminator():
    return nn.Sequential(
        nn.Conv2d(3, width, 4, 2, 1), nn.LeakyReLU(0.2, True),
        nn.Conv2d(width, width * 2, 4, 2, 1), nn.InstanceNorm2d(width * 2), nn.LeakyReLU(0.2, True),
        nn.Conv2d(width * 2, width * 4, 4, 2, 1), nn.InstanceNorm2d(width * 4), nn.LeakyReLU(0.2, True),
        nn.Conv2d(width * 4, width * 8, 4, 1, 1), nn.InstanceNorm2d(width * 8), nn.LeakyReLU(0.2, True),
        nn.Conv2d(width * 8, 1, 4, 1, 1))


class ImagePool:
    def __init__(self):
        self.images = []

    def query(self, images):
        answers = []
        for image in images:
            image = torch.unsqueeze(image.data, 0)
            if len(self.images) < pool_size:
                self.images.append(image)
                answers.append(image)
            elif random.uniform(0, 1) > 0.5:
                at = random.randint(0, pool_size - 1)
                answers.append(self.images[at].clone())
                self.images[at] = image
            else:
                answers.append(image)
        return torch.cat(answers, 0)


def set_requires_grad(nets, requires_grad):
    for net in nets:
        for param in net.parameters():
            param.requires_grad = requires_grad


class Training:
    def __init__(self, tuned, size, batch):
        self.tuned = tuned
        blocks = 9 if size >= 256 else 6
        self.g_a, self.g_b = (tuned.arranged(generator(blocks).apply(initialise)) for _ in range(2))
        self.d_a, self.d_b = (tuned.arranged(discriminator().apply(initialise)) for _ in range(2))
        self.adam_g = optim.Adam(itertools.chain(self.g_a.parameters(), self.g_b.parameters()), lr=0.0002, betas=(0.5, 0.999))
        self.adam_d = optim.Adam(itertools.chain(self.d_a.parameters(), self.d_b.parameters()), lr=0.0002, betas=(0.5, 0.999))
        self.real_a, self.real_b = (tuned.arranged(torch.rand(batch, 3, size, size) * 2 - 1) for _ in range(2))
        self.pool_a, self.pool_b = ImagePool(), ImagePool()
        self.mse, self.l1 = nn.MSELoss(), nn.L1Loss()

    def gan_loss(self, prediction, real):
        prediction = prediction.float()
        return self.mse(prediction, torch.tensor(1.0 if real else 0.0).expand_as(prediction))

    def backward_d(self, d, real, fake):
        with self.tuned.autocast():
            loss = (self.gan_loss(d(real), True) + self.gan_loss(d(fake.detach()), False)) * 0.5
        loss.backward()
        return loss

    def step(self):
        with self.tuned.autocast():
            fake_b = self.g_a(self.real_a)
            rec_a = self.g_b(fake_b)
            fake_a = self.g_b(self.real_b)
            rec_b = self.g_a(fake_a)
            set_requires_grad([self.d_a, self.d_b], False)
            self.adam_g.zero_grad()
            loss_idt_a = self.l1(self.g_a(self.real_b).float(), self.real_b) * 10 * 0.5
            loss_idt_b = self.l1(self.g_b(self.real_a).float(), self.real_a) * 10 * 0.5
            loss_g_a = self.gan_loss(self.d_a(fake_b), True)
            loss_g_b = self.gan_loss(self.d_b(fake_a), True)
            loss_cycle_a = self.l1(rec_a.float(), self.real_a) * 10
            loss_cycle_b = self.l1(rec_b.float(), self.real_b) * 10
            loss = loss_g_a + loss_g_b + loss_cycle_a + loss_cycle_b + loss_idt_a + loss_idt_b
        loss.backward()
        self.adam_g.step()
        set_requires_grad([self.d_a, self.d_b], True)
        self.adam_d.zero_grad()
        loss_d_a = self.backward_d(self.d_a, self.real_b, self.pool_b.query(fake_b))
        loss_d_b = self.backward_d(self.d_b, self.real_a, self.pool_a.query(fake_a))
        self.adam_d.step()
        return loss.item(), loss_d_a.item(), loss_d_b.item()


def training(case, tuned, batch):
    return Training(tuned, int(case), batch)
