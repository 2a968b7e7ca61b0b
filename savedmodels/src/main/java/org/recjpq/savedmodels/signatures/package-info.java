/**
 * The graph that is served: a model's inference graph with ids instead of item indexes, and with a
 * signature for each kind of question.
 *
 * <p>In: strings. Out: strings, scores and vectors. Start at {@link
 * org.recjpq.savedmodels.signatures.ServingGraph}.
 */
@NullMarked
package org.recjpq.savedmodels.signatures;

import org.jspecify.annotations.NullMarked;
