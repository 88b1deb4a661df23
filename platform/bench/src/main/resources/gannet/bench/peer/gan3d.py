"""3D-GAN as its PyTorch ports train it (github.com/rimchang/3DGAN-Pytorch, github.com/xchhuang/simple-pytorch-3dgan).

case: the side of the grids. The discriminator learns at every step here, as it does while it can still be fooled.
"""
import torch
from torch import nn, optim

width, latent = 64, 200


def initialise(m):
    name = m.__class__.__name__
    if 'Conv' in name:
        nn.init.normal_(m.weight, 0.0, 0.02)
    elif 'BatchNorm' in name:
        nn.init.normal_(m.weight, 1.0, 0.02)
        nn.init.zeros_(m.bias)


def generator(size):
    return nn.Sequential(
        nn.ConvTranspose3d(latent, width * 8, size // 16, 1, 0, bias=False), nn.BatchNorm3d(width * 8), nn.ReLU(True),
        nn.ConvTranspose3d(width * 8, width * 4, 4, 2, 1, bias=False), nn.BatchNorm3d(width * 4), nn.ReLU(True),
        nn.ConvTranspose3d(width * 4, width * 2, 4, 2, 1, bias=False), nn.BatchNorm3d(width * 2), nn.ReLU(True),
        nn.ConvTranspose3d(width * 2, width, 4, 2, 1, bias=False), nn.BatchNorm3d(width), nn.ReLU(True),
        nn.ConvTranspose3d(width, 1, 4, 2, 1, bias=False), nn.Sigmoid())


def discriminator(size):
    return nn.Sequential(
        nn.Conv3d(1, width, 4, 2, 1, bias=False), nn.BatchNorm3d(width), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv3d(width, width * 2, 4, 2, 1, bias=False), nn.BatchNorm3d(width * 2), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv3d(width * 2, width * 4, 4, 2, 1, bias=False), nn.BatchNorm3d(width * 4), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv3d(width * 4, width * 8, 4, 2, 1, bias=False), nn.BatchNorm3d(width * 8), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv3d(width * 8, 1, size // 16, 1, 0, bias=False), nn.Sigmoid())


class Training:
    def __init__(self, tuned, size, batch):
        self.tuned = tuned
        self.g = tuned.arranged(generator(size).apply(initialise))
        self.d = tuned.arranged(discriminator(size).apply(initialise))
        self.adam_g = optim.Adam(self.g.parameters(), lr=0.0025, betas=(0.5, 0.999))
        self.adam_d = optim.Adam(self.d.parameters(), lr=1e-5, betas=(0.5, 0.999))
        self.real = tuned.arranged((torch.rand(batch, 1, size, size, size) > 0.9).float())
        self.real_labels, self.fake_labels = torch.ones(batch), torch.zeros(batch)
        self.bce = nn.BCELoss()

    def judge(self, voxels):
        with self.tuned.autocast():
            return self.d(voxels).view(-1).float()

    def step(self):
        batch = self.real.size(0)
        with self.tuned.autocast():
            fake = self.g(torch.rand(batch, latent, 1, 1, 1))
        on_real, on_fake = self.judge(self.real), self.judge(fake.detach())
        loss_d = self.bce(on_real, self.real_labels) + self.bce(on_fake, self.fake_labels)
        accuracy = torch.mean(torch.cat([on_real.ge(0.5).float(), on_fake.le(0.5).float()]))
        if accuracy <= 1.0:
            self.d.zero_grad()
            loss_d.backward()
            self.adam_d.step()
        self.g.zero_grad()
        loss_g = self.bce(self.judge(fake), self.real_labels)
        loss_g.backward()
        self.adam_g.step()
        return loss_d.item(), loss_g.item()


def training(case, tuned, batch):
    return Training(tuned, int(case), batch)
