package gannet.spi;

/// A variant asked for something that cannot be; the message tells its author what and what to do instead.
@SuppressWarnings("serial")
public class PluginException extends RuntimeException {
    public PluginException(String message) { super(message); }

    public PluginException(String message, Throwable cause) { super(message, cause); }
}
