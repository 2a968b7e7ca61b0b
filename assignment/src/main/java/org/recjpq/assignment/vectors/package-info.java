/**
 * Item vectors from training sequences or a file of the user's: what codes are made from, and what
 * item tables can start from.
 */
@NullMarked
package org.recjpq.assignment.vectors;

import org.jspecify.annotations.NullMarked;
