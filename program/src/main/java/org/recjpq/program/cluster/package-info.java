/** Which task of a cluster this process is. */
@NullMarked
package org.recjpq.program.cluster;

import org.jspecify.annotations.NullMarked;
