"""The training steps of github.com/hanzhanggit/StackGAN-Pytorch (code/trainer.py, code/model.py, code/miscc/utils.py), birds.

case: "stage1" or "stage2".
"""
import torch
from torch import nn, optim

gf, df, text, condition, latent, blocks = 128, 64, 1024, 128, 100, 4


def initialise(m):
    name = m.__class__.__name__
    if 'Conv' in name:
        m.weight.data.normal_(0.0, 0.02)
    elif 'BatchNorm' in name:
        m.weight.data.normal_(1.0, 0.02)
        m.bias.data.fill_(0)
    elif 'Linear' in name:
        m.weight.data.normal_(0.0, 0.02)
        if m.bias is not None:
            m.bias.data.fill_(0.0)


def conv3x3(before, after):
    return nn.Conv2d(before, after, 3, 1, 1, bias=False)


def up_block(before, after):
    return nn.Sequential(nn.Upsample(scale_factor=2, mode='nearest'), conv3x3(before, after), nn.BatchNorm2d(after), nn.ReLU(True))


def down_block(before, after):
    return nn.Conv2d(before, after, 4, 2, 1, bias=False), nn.BatchNorm2d(after), nn.LeakyReLU(0.2, inplace=True)


class ResBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.block = nn.Sequential(conv3x3(channels, channels), nn.BatchNorm2d(channels), nn.ReLU(True),
                                   conv3x3(channels, channels), nn.BatchNorm2d(channels))
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(self.block(x) + x)


class CANet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(text, condition * 2)
        self.relu = nn.ReLU()

    def forward(self, embedding):
        x = self.relu(self.fc(embedding)).float()
        mu, logvar = x[:, :condition], x[:, condition:]
        std = logvar.mul(0.5).exp_()
        return torch.randn_like(std).mul(std).add_(mu), mu, logvar


class GetLogits(nn.Module):
    def __init__(self, conditional):
        super().__init__()
        if conditional:
            self.outlogits = nn.Sequential(
                conv3x3(df * 8 + condition, df * 8), nn.BatchNorm2d(df * 8), nn.LeakyReLU(0.2, inplace=True),
                nn.Conv2d(df * 8, 1, 4, 4), nn.Sigmoid())
        else:
            self.outlogits = nn.Sequential(nn.Conv2d(df * 8, 1, 4, 4), nn.Sigmoid())

    def forward(self, h_code, c_code=None):
        if c_code is not None:
            c_code = c_code.view(-1, condition, 1, 1).repeat(1, 1, 4, 4).to(h_code.dtype)
            h_code = torch.cat((h_code, c_code), 1)
        return self.outlogits(h_code).view(-1)


class Stage1G(nn.Module):
    def __init__(self):
        super().__init__()
        ngf = gf * 8
        self.ngf = ngf
        self.ca_net = CANet()
        self.fc = nn.Sequential(nn.Linear(condition + latent, ngf * 16, bias=False), nn.BatchNorm1d(ngf * 16), nn.ReLU(True))
        self.body = nn.Sequential(up_block(ngf, ngf // 2), up_block(ngf // 2, ngf // 4), up_block(ngf // 4, ngf // 8),
                                  up_block(ngf // 8, ngf // 16), conv3x3(ngf // 16, 3), nn.Tanh())

    def forward(self, embedding, noise):
        c_code, mu, logvar = self.ca_net(embedding)
        h_code = self.fc(torch.cat((noise, c_code), 1)).view(-1, self.ngf, 4, 4)
        return self.body(h_code), mu, logvar


class Stage1D(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode_img = nn.Sequential(
            nn.Conv2d(3, df, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True),
            *down_block(df, df * 2), *down_block(df * 2, df * 4), *down_block(df * 4, df * 8))
        self.get_cond_logits = GetLogits(True)
        self.get_uncond_logits = None

    def forward(self, image):
        return self.encode_img(image)


class Stage2G(nn.Module):
    def __init__(self, stage1):
        super().__init__()
        self.stage1 = stage1
        for param in self.stage1.parameters():
            param.requires_grad = False
        self.ca_net = CANet()
        self.encoder = nn.Sequential(
            conv3x3(3, gf), nn.ReLU(True),
            nn.Conv2d(gf, gf * 2, 4, 2, 1, bias=False), nn.BatchNorm2d(gf * 2), nn.ReLU(True),
            nn.Conv2d(gf * 2, gf * 4, 4, 2, 1, bias=False), nn.BatchNorm2d(gf * 4), nn.ReLU(True))
        self.hr_joint = nn.Sequential(conv3x3(condition + gf * 4, gf * 4), nn.BatchNorm2d(gf * 4), nn.ReLU(True))
        self.residual = nn.Sequential(*[ResBlock(gf * 4) for _ in range(blocks)])
        self.body = nn.Sequential(up_block(gf * 4, gf * 2), up_block(gf * 2, gf), up_block(gf, gf // 2), up_block(gf // 2, gf // 4),
                                  conv3x3(gf // 4, 3), nn.Tanh())

    def forward(self, embedding, noise):
        stage1_img, _, _ = self.stage1(embedding, noise)
        encoded = self.encoder(stage1_img.detach())
        c_code, mu, logvar = self.ca_net(embedding)
        c = c_code.view(-1, condition, 1, 1).repeat(1, 1, 16, 16).to(encoded.dtype)
        h_code = self.residual(self.hr_joint(torch.cat([encoded, c], 1)))
        return self.body(h_code), mu, logvar


class Stage2D(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode_img = nn.Sequential(
            nn.Conv2d(3, df, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True),
            *down_block(df, df * 2), *down_block(df * 2, df * 4), *down_block(df * 4, df * 8),
            *down_block(df * 8, df * 16), *down_block(df * 16, df * 32),
            conv3x3(df * 32, df * 16), nn.BatchNorm2d(df * 16), nn.LeakyReLU(0.2, inplace=True),
            conv3x3(df * 16, df * 8), nn.BatchNorm2d(df * 8), nn.LeakyReLU(0.2, inplace=True))
        self.get_cond_logits = GetLogits(True)
        self.get_uncond_logits = GetLogits(False)

    def forward(self, image):
        return self.encode_img(image)


class Training:
    def __init__(self, tuned, stage, batch):
        self.tuned = tuned
        self.g = Stage1G().apply(initialise)
        if stage == 2:
            self.g = Stage2G(self.g).apply(initialise)
        self.g = tuned.arranged(self.g)
        self.d = tuned.arranged((Stage1D() if stage == 1 else Stage2D()).apply(initialise))
        self.adam_d = optim.Adam(self.d.parameters(), lr=0.0002, betas=(0.5, 0.999))
        self.adam_g = optim.Adam([p for p in self.g.parameters() if p.requires_grad], lr=0.0002, betas=(0.5, 0.999))
        size = 64 if stage == 1 else 256
        self.real = tuned.arranged(torch.rand(batch, 3, size, size) * 2 - 1)
        self.embedding = torch.randn(batch, text)
        self.noise = torch.empty(batch, latent)
        self.real_labels, self.fake_labels = torch.ones(batch), torch.zeros(batch)
        self.bce = nn.BCELoss()

    def criterion(self, logits, labels):
        return self.bce(logits.float(), labels)

    def discriminator_loss(self, fake_imgs, mu):
        d, real_labels, fake_labels = self.d, self.real_labels, self.fake_labels
        batch = self.real.size(0)
        cond, fake = mu.detach(), fake_imgs.detach()
        real_features, fake_features = d(self.real), d(fake)
        err_real = self.criterion(d.get_cond_logits(real_features, cond), real_labels)
        err_wrong = self.criterion(d.get_cond_logits(real_features[:batch - 1], cond[1:]), fake_labels[1:])
        err_fake = self.criterion(d.get_cond_logits(fake_features, cond), fake_labels)
        if d.get_uncond_logits is None:
            return err_real + (err_fake + err_wrong) * 0.5
        uncond_real = self.criterion(d.get_uncond_logits(real_features), real_labels)
        uncond_fake = self.criterion(d.get_uncond_logits(fake_features), fake_labels)
        return (err_real + uncond_real) / 2.0 + (err_fake + err_wrong + uncond_fake) / 3.0

    def generator_loss(self, fake_imgs, mu):
        fake_features = self.d(fake_imgs)
        err = self.criterion(self.d.get_cond_logits(fake_features, mu.detach()), self.real_labels)
        if self.d.get_uncond_logits is not None:
            err = err + self.criterion(self.d.get_uncond_logits(fake_features), self.real_labels)
        return err

    def step(self):
        self.noise.normal_(0, 1)
        with self.tuned.autocast():
            fake_imgs, mu, logvar = self.g(self.embedding, self.noise)
        self.d.zero_grad()
        with self.tuned.autocast():
            err_d = self.discriminator_loss(fake_imgs, mu)
        err_d.backward()
        self.adam_d.step()
        self.g.zero_grad()
        with self.tuned.autocast():
            err_g = self.generator_loss(fake_imgs, mu)
        kl_loss = torch.mean(mu.pow(2).add_(logvar.exp()).mul_(-1).add_(1).add_(logvar)).mul_(-0.5)
        (err_g + kl_loss * 2.0).backward()
        self.adam_g.step()
        return err_d.item(), err_g.item(), kl_loss.item()


def training(case, tuned, batch):
    return Training(tuned, 1 if case == 'stage1' else 2, batch)
