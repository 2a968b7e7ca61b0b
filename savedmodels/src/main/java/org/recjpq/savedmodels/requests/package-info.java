/**
 * Requests to the signatures of an export, as tensors and in the messages of TF Serving.
 *
 * <p>In: histories and item ids. Out: tensors, requests, and the file of requests that TF Serving
 * sends to a model before any client. Start at {@link
 * org.recjpq.savedmodels.requests.PredictRequest}.
 */
@NullMarked
package org.recjpq.savedmodels.requests;

import org.jspecify.annotations.NullMarked;
