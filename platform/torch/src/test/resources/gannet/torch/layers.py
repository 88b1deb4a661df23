"""Writes layers.txt: what each layer makes of made-up numbers, by Python's PyTorch (2.13) instead of ours.

    python layers.py > layers.txt

LayersTest fills the same networks with the same numbers. Nothing here is run by the build.
"""
import torch
import torch.nn.functional as F
from torch import nn

PARAMETER, INPUT, BUFFER, TOKENS = 0, 100, 200, 300
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
    print(name + ":", " ".join("%.6g" % v for v in outputs.flatten().tolist()))


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


def main():
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
