package gannet.ui;

import java.nio.file.Path;

/// Where a file waits that somebody uploads on a page, and how large it may be.
///
/// @param folder exists, and is emptied at start    @param limit bytes
public record UploadFolder(Path folder, long limit) {}
