/**
 * A client for exports that TF Serving serves, on Java's own {@code HttpClient}.
 *
 * <p>In: histories and item ids. Out: what the server answers. Start at {@link
 * org.recjpq.savedmodels.client.ServingClient}; it needs no TensorFlow at run time.
 */
@NullMarked
package org.recjpq.savedmodels.client;

import org.jspecify.annotations.NullMarked;
