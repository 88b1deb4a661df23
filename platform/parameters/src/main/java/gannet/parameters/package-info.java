/// Settings: declared once as a record, derived into schema, values, problems, JSON Schema and flags.
@NullMarked
package gannet.parameters;

import org.jspecify.annotations.NullMarked;
