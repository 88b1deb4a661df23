package gannet.server.queue;

/// What kind of device a job asks for; ANY takes a GPU where the machine has one, else a slot of its processor.
public enum Hardware { ANY, GPU, CPU }
