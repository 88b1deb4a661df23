package gannet.server.plugin;

/// Where a version of a plugin is on its way: an upload waits for a worker, is verified, and waits for an administrator.
public enum PluginState {
    WAITING, VERIFYING, READY, REFUSED, REJECTED, INSTALLED, REMOVED;

    /// Whether nobody has decided yet.
    public boolean isPending() { return this == WAITING || this == VERIFYING || this == READY; }
}
