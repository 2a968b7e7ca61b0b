/** Files that are either wholly there or not there at all. */
@NullMarked
package org.recjpq.assignment.files;

import org.jspecify.annotations.NullMarked;
