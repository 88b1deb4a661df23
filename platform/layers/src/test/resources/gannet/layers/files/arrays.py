"""Writes arrays.txt: the same small arrays as NumPy, SciPy, safetensors and PyTorch save them, each packed into a line.

    python arrays.py > arrays.txt

Nothing here is run by the build.
"""
import base64
import gzip
import io
from collections import OrderedDict

import numpy as np
import scipy.io
import torch
from safetensors.numpy import save as save_numpy
from safetensors.torch import save as save_torch

a = np.arange(6, dtype=np.float32).reshape(2, 3) / 2
b = np.array([1, -2, 300], dtype=np.float64)


def line(name, content):
    print(name, base64.b64encode(gzip.compress(content, 9, mtime=0)).decode())


def written(save):
    out = io.BytesIO()
    save(out)
    return out.getvalue()


line("columns.npy", written(lambda out: np.save(out, np.asfortranarray(a))))
line("objects.npy", written(lambda out: np.save(out, np.array([{"a": a}], dtype=object), allow_pickle=True)))
line("packed.npz", written(lambda out: np.savez_compressed(out, a=a.astype(np.float16), b=b.astype(">i2"))))
line("plain.safetensors", save_numpy({"a": a, "b": b}, metadata={"format": "np"}))
line("brain.safetensors", save_torch({"a": torch.tensor(a).bfloat16(), "b": torch.tensor(b).long()}))

cells = np.empty((1, 2), dtype=object)
cells[0, 0], cells[0, 1] = a, b.astype(np.int16)
for name, packed in ("plain.mat", False), ("packed.mat", True):
    line(name, written(lambda out: scipy.io.savemat(out, {"conv1": cells, "text": "hello", "a": a}, do_compression=packed)))

state = OrderedDict(a=torch.tensor(a), b=torch.tensor(b).half(), row=torch.nn.Parameter(torch.tensor(a)[1]), count=torch.tensor(7))
state._metadata = torch.nn.BatchNorm1d(1).state_dict()._metadata
line("new.pth", written(lambda out: torch.save(state, out)))
line("old.pth", written(lambda out: torch.save(state, out, _use_new_zipfile_serialization=False)))
line("turned.pth", written(lambda out: torch.save({"a": torch.tensor(a).t()}, out)))
line("module.pth", written(lambda out: torch.save(torch.nn.BatchNorm1d(1), out)))
