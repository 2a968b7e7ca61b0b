/**
 * Gives every row of the catalogue a short code before training begins.
 *
 * <p>Start at {@link CodeAssigner}. Codes depend only on the training sequences, the assigner's own
 * settings and the seed.
 */
@NullMarked
package org.recjpq.assignment.codes;

import org.jspecify.annotations.NullMarked;
