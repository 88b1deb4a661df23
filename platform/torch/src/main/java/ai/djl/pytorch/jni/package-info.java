/// The one door into DJL's package-private natives.
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
