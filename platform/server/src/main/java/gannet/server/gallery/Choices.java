package gannet.server.gallery;

import java.util.List;
import java.util.UUID;

/// What a project's pictures can be filtered by, and what this person may do with them.
public record Choices(List<Choice> variants, List<DataSetChoice> dataSets, List<String> kinds, List<String> tags, List<Board> boards, boolean mayCurate, boolean mayTag) {
    public record Choice(String id, String title) {}

    public record DataSetChoice(UUID id, String name, int version) {}
}
