package gannet.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One setting, declared once: form field, validation, REST schema, command-line flag and docs are derived from it.
/// It stands on a record's component of type int, long, double, boolean, String, an enum, or [java.nio.file.Path]: a file that a
/// person gives, empty for none.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
    /// The default, as text.
    String value();

    /// What it is, in one sentence without a full stop.
    String help();

    double min() default Double.NEGATIVE_INFINITY;

    double max() default Double.POSITIVE_INFINITY;

    /// What people read in a form; by default the name in words: `imageSize` becomes "Image size".
    String label() default "";

    /// The heading under which a form shows it.
    String group() default "";

    String unit() default "";

    /// Whether a form folds it away.
    boolean advanced() default false;
}
