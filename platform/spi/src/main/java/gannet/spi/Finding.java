package gannet.spi;

/// Something a variant objects to in its settings that no single range can say.
///
/// @param setting the component's name, under which a form shows the message
/// @param message a whole sentence: `"imageSize must be a power of two, such as 32 or 64, not 100."`
public record Finding(String setting, String message) {}
