/// What DJL's array class calls instead of its own way with numbers.
@NullMarked
package ai.djl.pytorch.engine;

import org.jspecify.annotations.NullMarked;
