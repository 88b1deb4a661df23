"""Takes training steps in Python PyTorch, one at a time, whenever it is asked.

Called with the number of threads and the name of a script beside this one, whose `training(case, batch)` makes a training:
networks as the published code has them, and a `step()`.
Reads "<case> <precision> <batch>" from standard input, runs one step, and answers with its wall and processor time in
milliseconds; reads "forget" and drops all trainings; reads "memory" and answers with its resident megabytes.
precision: float32, as scripts run, or bfloat16, autocast and channels last on top of it.
"""
import gc
import importlib
import json
import sys
import time

import torch


class Tuned:
    """What is tuned about a training: nothing in float32; autocast, and channels last for all weights and inputs, in bfloat16."""

    def __init__(self, precision):
        self.bfloat16 = precision == 'bfloat16'

    def autocast(self):
        return torch.autocast('cpu', torch.bfloat16, enabled=self.bfloat16)

    def arranged(self, what):
        """A module or a tensor, with the channels last in memory if that is asked for."""
        if not self.bfloat16:
            return what
        if isinstance(what, torch.Tensor):
            layouts = {4: torch.channels_last, 5: torch.channels_last_3d}
            return what.to(memory_format=layouts[what.dim()]) if what.dim() in layouts else what
        for parameter in what.parameters():
            parameter.data = self.arranged(parameter.data)
        return what


def resident():
    with open('/proc/self/status') as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith('VmRSS'))


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.manual_seed(1)
    script = importlib.import_module(sys.argv[2])
    print(json.dumps({'torch': torch.__version__, 'python': sys.version.split()[0], 'threads': torch.get_num_threads()}), flush=True)
    trainings = {}
    for line in sys.stdin:
        words = line.split()
        if words == ['forget']:
            trainings.clear()
            gc.collect()
            print('forgotten', flush=True)
            continue
        if words == ['memory']:
            print(resident(), flush=True)
            continue
        case, precision, batch = words
        if line not in trainings:
            trainings[line] = script.training(case, Tuned(precision), int(batch))
        wall, processor = time.perf_counter(), time.process_time()
        trainings[line].step()
        print((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000, flush=True)


if __name__ == '__main__':
    main()
