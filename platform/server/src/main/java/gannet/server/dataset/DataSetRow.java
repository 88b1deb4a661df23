package gannet.server.dataset;

import gannet.data.Kind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "data_set")
class DataSetRow {
    @Id UUID id;
    @Nullable UUID project;
    String name;
    int version;
    @Enumerated(EnumType.STRING) Kind kind;
    String hash;
    int pictures;
    int width;
    int height;
    int largestWidth;
    int largestHeight;
    int channels;
    @JdbcTypeCode(SqlTypes.JSON) List<String> classes;
    long bytes;
    @JdbcTypeCode(SqlTypes.JSON) List<DataSet.Finding> findings;
    int moreFindings;
    String source;
    String licence;
    Instant created;
    @Nullable UUID person;
    String createdBy;
    /// Whether only what is known of it is here, because a run that learned from it came from elsewhere.
    boolean absent;

    DataSet dataSet() {
        return new DataSet(
                id, project, name, version, kind.words(), hash, pictures, width, height, largestWidth, largestHeight, channels, classes, bytes,
                project == null, created, createdBy, findings, moreFindings, source, licence);
    }
}
