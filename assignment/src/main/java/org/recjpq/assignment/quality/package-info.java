/**
 * How good item codes are, without training: what is lost of item vectors, and what is still found
 * by what is left of them.
 *
 * <p>Start at {@link CodeQuality}. A code assigner and training sequences come in, a few figures go
 * out.
 */
@NullMarked
package org.recjpq.assignment.quality;

import org.jspecify.annotations.NullMarked;
