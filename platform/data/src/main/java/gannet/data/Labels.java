package gannet.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Takes folders as labels: where every picture lies directly in one of at least two folders side by side. A folder that
/// holds everything is looked through.
final class Labels {
    private Labels() {}

    /// A label for each picture, or nothing.
    static Optional<List<String>> of(List<String> pictures, Findings findings) {
        var skip = Folders.common(pictures).length();
        var folders = new HashSet<String>();
        var direct = 0;
        for (var picture : pictures) {
            var parts = picture.substring(skip).split("/", -1);
            if (parts.length > 1) {
                folders.add(parts[0]);
            }
            if (parts.length == 2) {
                direct++;
            }
        }
        if (folders.size() < 2) {
            return Optional.empty();
        }
        if (direct < pictures.size()) {
            findings.add("", ("%s of %s do not lie directly in one of the %s folders, so folders were not taken as labels."
                    + " For labels, put every picture directly into a folder named after its class.").formatted(
                            Words.count(pictures.size() - direct), Words.of(pictures.size(), "picture"), Words.count(folders.size())));
            return Optional.empty();
        }
        return Optional.of(pictures.stream().map(picture -> picture.substring(skip, picture.indexOf('/', skip))).toList());
    }
}
