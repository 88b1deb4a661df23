"""Writes layers.txt: what each layer makes of made-up numbers, by Python's PyTorch (2.13) instead of ours.

    python layers.py > layers.txt

LayersTest fills the same networks with the same numbers. Nothing here is run by the build.
"""
import torch
import torch.nn.functional as F
from torch import nn

PARAMETER, INPUT, BUFFER = 0, 100, 200
LENGTHS = [5, 3, 1]


def made(kind, shape):
    """Numbers from -1 to 1 that any language can make: (31i² + 17i + 101k) mod 97."""
    i = torch.arange(torch.tensor(shape).prod().item(), dtype=torch.int64)
    return (((31 * i * i + 17 * i + 101 * kind) % 97).double() / 48.5 - 1).float().reshape(shape)


def tokens(count, rows=3, length=5):
    """Numbers from 1 to below count, then zeros: lines of 5, 3 and 1."""
    i = torch.arange(rows * length).reshape(rows, length)
    numbers = 1 + (7 * i + 3) % (count - 1)
    return numbers * (torch.arange(length) < torch.tensor(LENGTHS).unsqueeze(1))


class Parameters:
    def __init__(self):
        self.used = 0

    def __call__(self, *shape):
        self.used += 1
        return made(PARAMETER + self.used - 1, shape)


def case(name, f, *inputs):
    outputs = f(Parameters(), *inputs)
    print(name + ":", " ".join("%.8g" % v for v in outputs.flatten().tolist()))


def x(*shape, at=0):
    return made(INPUT + at, (3, *shape))


def recurrent(kind, units, both, every, lengths, p, line):
    """Each example for itself and cut to its length, so that nothing has to be packed or masked."""
    gates = {"gru": 3, "lstm": 4}[kind]
    rnn = {"gru": nn.GRU, "lstm": nn.LSTM}[kind](line.shape[1], units, batch_first=True, bidirectional=both)
    for direction in ["", "_reverse"][: 1 + both]:
        getattr(rnn, "weight_ih_l0" + direction).data = p(gates * units, line.shape[1])
        getattr(rnn, "weight_hh_l0" + direction).data = p(gates * units, units)
        getattr(rnn, "bias_ih_l0" + direction).data = p(gates * units)
        getattr(rnn, "bias_hh_l0" + direction).data = p(gates * units)
    rows = []
    for example, length in zip(line, lengths):
        steps, memory = rnn(example[:, :length].t().unsqueeze(0))
        if every:
            rows.append(F.pad(steps[0].t(), (0, line.shape[2] - length)))
        else:
            memory = memory[0] if kind == "lstm" else memory
            rows.append(memory.reshape(-1))
    return torch.stack(rows)


def spectral(weight, direction, transposed=False):
    """One step of the power iteration, as Miyato et al. 2018 have it."""
    matrix = (weight.transpose(0, 1) if transposed else weight).flatten(1)
    right = F.normalize(matrix.t() @ direction, dim=0)
    left = F.normalize(matrix @ right, dim=0)
    return weight / (left @ matrix @ right)


def attention(p, v, few, norm=lambda weight, number: weight):
    """Zhang et al. 2018, by sums over pairs of points."""
    channels = v.shape[1]
    query, key, value = (norm(p(few, channels), number) for number in range(3))
    back, share = norm(p(channels, few), 3), p(1)
    points = v.flatten(2)
    looks = torch.einsum("fc,nci,fd,ndj->nij", query, points, key, points).softmax(2)
    seen = torch.einsum("nij,fc,ncj->nfi", looks, value, points)
    return v + share * torch.einsum("cf,nfi->nci", back, seen).reshape(v.shape)


def convolutions():
    case("conv 1-D", lambda p, v: F.conv1d(v, p(2, 3, 3), p(2), 2, 1), x(3, 7))
    case("conv 2-D", lambda p, v: F.conv2d(v, p(2, 3, 3, 3), p(2), 2, 1), x(3, 5, 4))
    case("conv 3-D", lambda p, v: F.conv3d(v, p(2, 3, 3, 3, 3), p(2), 2, 1), x(3, 3, 4, 4))
    case("conv without bias", lambda p, v: F.conv2d(v, p(2, 3, 4, 4), None, 2, 1), x(3, 4, 6))
    case("conv in groups", lambda p, v: F.conv2d(v, p(4, 2, 3, 3), p(4), 1, 1, 1, 2), x(4, 3, 3))
    case("conv over the whole map", lambda p, v: F.conv2d(v, p(2, 3, 4, 4), p(2)), x(3, 4, 4))
    case("spectral conv", lambda p, v: F.conv2d(v, spectral(p(2, 3, 3, 3), made(BUFFER, (2,))), p(2), 2, 1), x(3, 4, 4))
    case("transposed conv 1-D", lambda p, v: F.conv_transpose1d(v, p(3, 2, 4), p(2), 2, 1), x(3, 3))
    case("transposed conv 2-D", lambda p, v: F.conv_transpose2d(v, p(3, 2, 3, 3), p(2), 2, 1, 1), x(3, 2, 3))
    case("transposed conv 3-D", lambda p, v: F.conv_transpose3d(v, p(3, 2, 4, 4, 4), p(2), 2, 1), x(3, 1, 2, 2))
    case("transposed conv from a point", lambda p, v: F.conv_transpose2d(v, p(3, 2, 3, 3)), x(3, 1, 1))
    case("spectral transposed conv", lambda p, v: F.conv_transpose2d(v, spectral(p(3, 2, 4, 4), made(BUFFER, (2,)), True), p(2), 2, 1), x(3, 2, 2))
    case("linear", lambda p, v: F.linear(v, p(2, 5), p(2)), x(5))
    case("spectral linear", lambda p, v: F.linear(v, spectral(p(4, 5), made(BUFFER, (4,))), p(4)), x(5))


def norms():
    case("batch norm", lambda p, v: F.batch_norm(v, None, None, p(2), p(2), True), x(2, 3, 2))
    case("batch norm 1-D", lambda p, v: F.batch_norm(v, None, None, p(2), p(2), True), x(2, 5))
    case("batch norm 3-D", lambda p, v: F.batch_norm(v, None, None, p(2), p(2), True), x(2, 2, 2, 2))
    case("batch norm of a vector", lambda p, v: F.batch_norm(v, None, None, p(4), p(4), True), x(4))
    case("instance norm", lambda p, v: F.instance_norm(v), x(2, 3, 2))
    case("instance norm 1-D", lambda p, v: F.instance_norm(v), x(2, 5))
    case("instance norm 3-D", lambda p, v: F.instance_norm(v), x(2, 2, 2, 2))
    case("affine instance norm", lambda p, v: F.instance_norm(v, weight=p(2), bias=p(2)), x(2, 3, 2))
    case("group norm", lambda p, v: F.group_norm(v, 2, p(4), p(4)), x(4, 3, 2))
    case("layer norm", lambda p, v: F.layer_norm(v, v.shape[1:]) * p(4).reshape(4, 1, 1) + p(4).reshape(4, 1, 1), x(4, 3, 2))
    case("layer norm of a vector", lambda p, v: F.layer_norm(v, v.shape[1:], p(4), p(4)), x(4))


def activations():
    for name, f in {"relu": F.relu, "leaky_relu": lambda v: F.leaky_relu(v, 0.2), "tanh": torch.tanh, "sigmoid": torch.sigmoid,
                    "silu": F.silu, "gelu": F.gelu}.items():
        case(name, lambda p, v: f(v), x(2, 5))
    case("prelu", lambda p, v: F.prelu(v, p(1)), x(2, 5))
    case("prelu for each channel", lambda p, v: F.prelu(v, p(2)), x(2, 5))


def shapes():
    case("reflection pad 1-D", lambda p, v: F.pad(v, (2, 2), "reflect"), x(2, 4))
    case("reflection pad 2-D", lambda p, v: F.pad(v, (1, 1, 1, 1), "reflect"), x(1, 3, 2))
    case("reflection pad 3-D", lambda p, v: F.pad(v, (1,) * 6, "reflect"), x(1, 2, 2, 2))
    case("zero pad 1-D", lambda p, v: F.pad(v, (2, 2)), x(2, 4))
    case("zero pad 2-D", lambda p, v: F.pad(v, (1, 1, 1, 1)), x(1, 3, 2))
    case("upsample 1-D", lambda p, v: v.repeat_interleave(3, 2), x(2, 3))
    case("upsample 2-D", lambda p, v: v.repeat_interleave(2, 2).repeat_interleave(2, 3), x(2, 2, 3))
    case("upsample 3-D", lambda p, v: v.repeat_interleave(2, 2).repeat_interleave(2, 3).repeat_interleave(2, 4), x(1, 2, 2, 2))
    case("pixel shuffle 1-D", lambda p, v: torch.stack([v[:, ::2], v[:, 1::2]], 3).flatten(2), x(4, 3))
    case("pixel shuffle 2-D", lambda p, v: F.pixel_shuffle(v, 2), x(8, 2, 3))
    case("pixel shuffle 3-D", lambda p, v: torch.einsum("ncxyzdhw->ncdxhywz", v.reshape(3, 1, 2, 2, 2, 1, 2, 2)).reshape(3, 1, 2, 4, 4), x(8, 1, 2, 2))
    case("max pool 1-D", lambda p, v: F.max_pool1d(v, 3, 2), x(2, 8))
    case("max pool 2-D", lambda p, v: F.max_pool2d(v, 3, 2), x(2, 6, 5))
    case("max pool 3-D", lambda p, v: F.max_pool3d(v, 2, 2), x(2, 3, 2, 4))
    case("max pool, partial", lambda p, v: F.max_pool2d(v, 3, 2, ceil_mode=True), x(2, 6, 5))
    case("average pool 1-D", lambda p, v: F.avg_pool1d(v, 3, 2), x(2, 8))
    case("average pool 2-D", lambda p, v: F.avg_pool2d(v, 2, 2), x(2, 4, 5))
    case("average pool 3-D", lambda p, v: F.avg_pool3d(v, 2, 2), x(2, 3, 2, 4))
    case("reshape", lambda p, v: v.reshape(3, 3, 2, 2), x(12))
    case("flatten", lambda p, v: v.reshape(3, 12), x(3, 2, 2))
    case("tile", lambda p, v: v.reshape(3, 2, 1, 1).repeat(1, 1, 3, 3), x(2))
    case("tile along 1", lambda p, v: v.reshape(3, 2, 1).repeat(1, 1, 3), x(2))
    case("tile along 3", lambda p, v: v.reshape(3, 2, 1, 1, 1).repeat(1, 1, 2, 2, 2), x(2))
    case("residual", lambda p, v: v + F.conv2d(v, p(2, 2, 3, 3), p(2), 1, 1), x(2, 3, 3))
    case("skip", lambda p, v: torch.cat([v, torch.tanh(v)], 1), x(2, 3))
    case("concat", lambda p, v: torch.cat([torch.tanh(v), v, F.relu(v)], 1), x(2, 3))
    case("self-attention", lambda p, v: attention(p, v, 1), x(8, 2, 3))
    case("self-attention 1-D", lambda p, v: attention(p, v, 1), x(8, 5))
    case("spectral self-attention", lambda p, v: attention(p, v, 2, lambda w, i: spectral(w, made(BUFFER + i, (w.shape[0],)))), x(16, 2, 2))


def main():
    convolutions()
    norms()
    activations()
    shapes()
    whole = [5, 5, 5]
    case("embedding of a label", lambda p, n: p(4, 2)[n], torch.tensor([0, 3, 1]))
    case("embedding of tokens", lambda p, n: p(6, 2)[n].transpose(1, 2), tokens(6))
    case("padded embedding", lambda p, n: F.embedding(n, p(6, 2)).masked_fill((n == 0).unsqueeze(-1), 0).transpose(1, 2), tokens(6))
    for kind in "gru", "lstm":
        case(kind, lambda p, v: recurrent(kind, 2, False, False, whole, p, v), x(3, 5))
        case(kind + " both ways", lambda p, v: recurrent(kind, 2, True, False, whole, p, v), x(3, 5))
        case(kind + " every step", lambda p, v: recurrent(kind, 2, False, True, whole, p, v), x(3, 5))
        case(kind + " masked", lambda p, v: recurrent(kind, 2, False, False, LENGTHS, p, v), x(3, 5))
        case(kind + " masked, both ways, every step", lambda p, v: recurrent(kind, 2, True, True, LENGTHS, p, v), x(3, 5))
        # ten steps for five tokens: a line of 3 tokens ends after 6
        case(kind + " masked, longer", lambda p, v: recurrent(kind, 2, True, False, [10, 6, 2], p, v), x(3, 10))
    case("mean", lambda p, v: v.mean((2, 3)), x(2, 3, 4))
    case("masked mean", lambda p, v: torch.stack([e[:, :n].mean(1) for e, n in zip(v, LENGTHS)]), x(2, 5))


if __name__ == "__main__":
    main()
