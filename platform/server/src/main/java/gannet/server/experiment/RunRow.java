package gannet.server.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.run.Exit.Fault;
import gannet.server.queue.State;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// What a run is and where it stands. It is made here; its state follows its job, its numbers what its worker says.
@Entity
@Table(name = "run")
class RunRow {
    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Double>> NUMBERS = new TypeReference<>() {};

    @Id UUID id;
    long number;
    UUID experiment;
    UUID project;
    String name;
    String variant;
    String variantTitle;
    String plugin;
    UUID dataSet;
    String dataSetName;
    String dataSetHash;
    UUID person;
    String launchedBy;
    @JdbcTypeCode(SqlTypes.JSON) String settings;
    @JdbcTypeCode(SqlTypes.JSON) String training;
    @Enumerated(EnumType.STRING) State state;
    String reason;
    @Enumerated(EnumType.STRING) Fault fault = Fault.NONE;
    int attempt;
    long step;
    long steps;
    double millisecondsPerStep;
    @JdbcTypeCode(SqlTypes.JSON) String facts;
    @JdbcTypeCode(SqlTypes.JSON) String losses;
    long latestSampleStep;
    Instant created;
    @Nullable Instant started;
    @Nullable Instant ended;
    @Nullable Long parent;
    @Nullable Long parentStep;
    long eventsRead;
    long lastSequence;
    @Column(insertable = false, updatable = false) String words;

    /// @param waiting why it waits, if it does
    Run run(@Nullable String waiting) {
        return new Run(id, number, experiment, project, name, variant, variantTitle, dataSetName, dataSet, state, attempt, step, steps, millisecondsPerStep,
                waiting == null ? reason : waiting, fault, launchedBy, created, started, ended,
                values(settings), values(training), Json.read("facts", facts, WORDS), latestSampleStep, Json.read("losses", losses, NUMBERS), from(), plugin);
    }

    @Nullable ForkPoint from() { return parent == null || parentStep == null ? null : new ForkPoint(parent, parentStep); }

    static TreeMap<String, Object> values(String json) { return Json.read("settings", json, VALUES); }
}
