package gannet.server.queue.plan;

import gannet.server.queue.Hardware;

/// What a job takes: so many devices of one server, each with so much memory, and memory of the server itself, in MB.
public record Need(int devices, Hardware hardware, long deviceMemory, long hostMemory) {}
