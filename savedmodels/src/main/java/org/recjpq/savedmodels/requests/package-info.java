/**
 * Requests to the signatures of an export, in the messages of TF Serving.
 *
 * <p>In: histories and item ids. Out: requests, and the file of them that TF Serving sends to a
 * model before anybody else does. Start at {@link org.recjpq.savedmodels.requests.PredictRequest}.
 */
@NullMarked
package org.recjpq.savedmodels.requests;

import org.jspecify.annotations.NullMarked;
