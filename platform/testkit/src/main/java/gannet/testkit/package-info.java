/// What tests and benchmarks of the whole stand on.
@NullMarked
package gannet.testkit;

import org.jspecify.annotations.NullMarked;
