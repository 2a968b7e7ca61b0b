/** The library: trains, tests and exports models. */
@NullMarked
package org.recjpq.training;

import org.jspecify.annotations.NullMarked;
