/** Files that are either complete or absent, and what is said of bad ones. */
@NullMarked
package org.recjpq.assignment.files;

import org.jspecify.annotations.NullMarked;
