/** Parts that another project would write, with public types only. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
