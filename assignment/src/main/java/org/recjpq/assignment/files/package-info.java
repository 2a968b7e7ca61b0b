/** Files that are either complete or absent, and the exception for bad ones. */
@NullMarked
package org.recjpq.assignment.files;

import org.jspecify.annotations.NullMarked;
