package gannet.server.compute;

/// What a machine was found to have room for.
///
/// @param id "cpu-0" or "gpu-0"    @param handle what CUDA calls this GPU, empty for a slot of the processor    @param memory its own, in MB
record Slot(String id, boolean gpu, String handle, String label, long memory, int threads) {}
