/// The contract that every variant keeps, whoever wrote it.
@NullMarked
package gannet.testkit.contract;

import org.jspecify.annotations.NullMarked;
