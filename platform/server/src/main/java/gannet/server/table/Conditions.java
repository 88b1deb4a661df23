package gannet.server.table;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.queue.State;
import gannet.server.table.Column.Field;
import gannet.server.table.Column.Fixed;
import gannet.server.table.query.Comparison;
import gannet.server.table.query.QueryParser;
import gannet.server.table.query.Term;
import gannet.server.table.query.Term.Condition;
import gannet.server.table.query.Term.Value;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A query as conditions on `run r` of one project. Archived runs are left out unless the query speaks of them.
final class Conditions {
    private final UUID project;
    private final Columns columns;
    private final Sql sql = new Sql();
    private final List<Problem> problems = new ArrayList<>();

    private Conditions(UUID project, Columns columns) {
        this.project = project;
        this.columns = columns;
    }

    /// @throws ProblemException with all that cannot be understood
    static Sql of(String query, UUID project, Columns columns) {
        var terms = QueryParser.parse(query);
        var conditions = new Conditions(project, columns);
        conditions.sql.add("r.project = ?", project);
        if (terms.stream().noneMatch(term -> term instanceof Condition condition && condition.column().equalsIgnoreCase(Field.ARCHIVED.address()))) {
            conditions.sql.add(" and r.archived is null");
        }
        for (var term : terms) {
            conditions.sql.add(term.negated() ? " and not " : " and ");
            switch (term) {
                case Term.Word word -> conditions.word(word);
                case Condition condition -> conditions.condition(condition);
            }
        }
        if (!conditions.problems.isEmpty()) {
            throw new ProblemException(conditions.problems);
        }
        return conditions.sql;
    }

    private void word(Term.Word word) {
        var parts = Arrays.stream(word.text().toLowerCase(Locale.ROOT).split("[\\s·,;:=()/]+")).filter(part -> !part.isEmpty()).toList();
        sql.add("(true");
        for (var part : parts) {
            sql.add(" and exists (select 1 from run_word w where w.project = ? and w.run = r.number and w.word like ?)", project, pattern(part) + "%");
        }
        sql.add(")");
    }

    private void condition(Condition condition) {
        var column = columns.find(condition.column());
        if (column.isEmpty()) {
            wrong(condition.position(), columns.unknown(condition.column()));
            return;
        }
        if (condition.comparison().isOrder() && condition.values().size() > 1) {
            wrong(condition.position(), "\"%s%s\" takes one value, not %d.".formatted(condition.column(), condition.comparison().sign(), condition.values().size()));
            return;
        }
        if (condition.comparison() == Comparison.NOT_EQUAL) {
            sql.add("not ");
        }
        sql.add("(");
        for (int i = 0; i < condition.values().size(); i++) {
            sql.add(i == 0 ? "" : " or ");
            if (column.get() instanceof Fixed(var field)) {
                fixed(field, condition, condition.values().get(i));
            } else {
                value(columns.key(column.get()).orElseThrow(), condition, condition.values().get(i));
            }
        }
        sql.add(")");
    }

    private void value(int key, Condition condition, Value value) {
        sql.add("exists (select 1 from run_value v where v.run = r.number and v.key = ?", key);
        if (isAny(value)) {
            sql.add(condition.comparison().isOrder() ? " and false)" : ")");
            return;
        }
        var number = number(value.text());
        if (condition.comparison().isOrder() && number == null) {
            wrong(condition.position(), "\"%s%s\" takes a number, such as %s%s0.4, not \"%s\".".formatted(
                    condition.column(), condition.comparison().sign(), QueryParser.written(condition.column()), condition.comparison().sign(), value.text()));
        }
        if (number == null) {
            like(" and v.word", value);
        } else {
            sql.add(" and v.number " + sign(condition.comparison()) + " ?", number);
        }
        sql.add(")");
    }

    private void fixed(Field field, Condition condition, Value value) {
        if (condition.comparison().isOrder() && field.sort() == Field.Sort.WORD) {
            wrong(condition.position(), "\"%s\" is a word and has no order; write %s:%s.".formatted(field.address(), field.address(), QueryParser.written(value.text())));
            return;
        }
        switch (field) {
            case NUMBER -> compared("r.number", condition, value);
            case STEP -> compared("r.step", condition, value);
            case PARENT -> compared("r.parent", condition, value);
            case CREATED -> created(condition, value);
            case NAME -> like("lower(r.name)", value);
            case VARIANT -> like("r.variant", value);
            case DATA -> like("lower(r.data_set_name)", value);
            case BY -> like("lower(r.launched_by)", value);
            case STATE -> state(condition, value);
            case EXPERIMENT -> experiment(value);
            case TAG -> {
                sql.add("exists (select 1 from run_tag t where t.run = r.number and t.project = ?", project);
                like(" and t.tag", value);
                sql.add(")");
            }
            case NOTE -> {
                sql.add("exists (select 1 from run_note n where n.run = r.number");
                if (!isAny(value)) {
                    sql.add(" and position(? in lower(n.text)) > 0", value.text().toLowerCase(Locale.ROOT));
                }
                sql.add(")");
            }
            case ARCHIVED -> archived(condition, value);
        }
    }

    private void experiment(Value value) {
        try {
            sql.add("r.experiment = ?", UUID.fromString(value.text()));
        } catch (IllegalArgumentException name) { // then it is called so
            sql.add("r.experiment in (select e.id from experiment e where e.project = ?", project);
            like(" and lower(e.name)", value);
            sql.add(")");
        }
    }

    private void archived(Condition condition, Value value) {
        switch (value.text().toLowerCase(Locale.ROOT)) {
            case "yes" -> sql.add("r.archived is not null");
            case "no" -> sql.add("r.archived is null");
            case "*" -> sql.add("true");
            default -> wrong(condition.position(), "archived is yes, no or *, not \"%s\".".formatted(value.text()));
        }
    }

    private void state(Condition condition, Value value) {
        Set<State> states = switch (value.text().toLowerCase(Locale.ROOT)) {
            case "waiting" -> EnumSet.of(State.QUEUED, State.PAUSED);
            case "running" -> EnumSet.copyOf(State.LIVE);
            case "done" -> EnumSet.of(State.SUCCEEDED);
            case "over" -> EnumSet.of(State.SUCCEEDED, State.FAILED, State.STOPPED);
            default -> EnumSet.noneOf(State.class);
        };
        if (states.isEmpty()) {
            states = EnumSet.noneOf(State.class);
            for (var state : State.values()) {
                if (state.name().equalsIgnoreCase(value.text())) {
                    states.add(state);
                }
            }
        }
        if (states.isEmpty()) {
            wrong(condition.position(), "state is waiting, running, done, stopped, failed, paused or over, not \"%s\".".formatted(value.text()));
        }
        sql.add("r.state = any(?)", Sql.texts(states.stream().map(State::name).toList()));
    }

    private void created(Condition condition, Value value) {
        try {
            var day = LocalDate.parse(value.text());
            var from = Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            var to = Timestamp.from(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            switch (condition.comparison()) {
                case LESS -> sql.add("r.created < ?", from);
                case AT_MOST -> sql.add("r.created < ?", to);
                case MORE -> sql.add("r.created >= ?", to);
                case AT_LEAST -> sql.add("r.created >= ?", from);
                case IS, EQUAL, NOT_EQUAL -> sql.add("r.created >= ? and r.created < ?", from, to);
            }
        } catch (DateTimeParseException e) {
            wrong(condition.position(), "created takes a day, such as created>=2026-11-28, not \"%s\".".formatted(value.text()));
        }
    }

    private void compared(String expression, Condition condition, Value value) {
        if (isAny(value)) {
            sql.add(expression + " is not null");
            return;
        }
        var number = number(value.text());
        if (number == null) {
            wrong(condition.position(), "%s takes a number, such as %s%s12, not \"%s\".".formatted(condition.column(), condition.column(), condition.comparison().sign(), value.text()));
            return;
        }
        sql.add(expression + " " + sign(condition.comparison()) + " ?", number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) number.longValue() : number);
    }

    /// Equal in any case, or beginning so with a star behind it.
    private void like(String expression, Value value) {
        var word = value.text().toLowerCase(Locale.ROOT);
        if (isAny(value)) {
            sql.add(expression + " is not null");
        } else if (!value.quoted() && word.endsWith("*")) {
            sql.add(expression + " like ?", pattern(word.substring(0, word.length() - 1)) + "%");
        } else {
            sql.add(expression + " = ?", word);
        }
    }

    private static boolean isAny(Value value) { return !value.quoted() && value.text().equals("*"); }

    private static String pattern(String word) { return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"); }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case IS, EQUAL, NOT_EQUAL -> "=";
            case LESS, MORE, AT_MOST, AT_LEAST -> comparison.sign();
        };
    }

    private static @Nullable Double number(String text) {
        if (!text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            return null;
        }
        return Double.valueOf(text);
    }

    private void wrong(int position, String sentence) {
        problems.add(Problem.user("q", "Character %d: %s".formatted(position, sentence)));
        sql.add("false");
    }
}
