/// What a plugin author types: `./gannet plugin new`, `try`, `dev` and `install`.
@NullMarked
package gannet.author;

import org.jspecify.annotations.NullMarked;
