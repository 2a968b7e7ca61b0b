/** What another project would write: parts of its own, made with public types alone. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
