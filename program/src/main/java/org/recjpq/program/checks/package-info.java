/**
 * What {@code recjpq doctor} looks at.
 *
 * <p>In: a folder for runs. Out: one {@link Finding} per check, in order.
 */
@NullMarked
package org.recjpq.program.checks;

import org.jspecify.annotations.NullMarked;
