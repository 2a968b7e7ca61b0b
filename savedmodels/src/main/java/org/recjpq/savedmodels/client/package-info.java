/**
 * A client for exports served by TF Serving, based on Java's {@code HttpClient}.
 *
 * <p>In: histories and item ids. Out: the server's answers. Start at {@link
 * org.recjpq.savedmodels.client.ServingClient}; it needs no TensorFlow at run time.
 */
@NullMarked
package org.recjpq.savedmodels.client;

import org.jspecify.annotations.NullMarked;
