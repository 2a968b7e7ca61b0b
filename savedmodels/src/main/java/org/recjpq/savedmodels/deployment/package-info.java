/**
 * Files for serving exports with TF Serving, Docker Compose and KServe.
 *
 * <p>In: a model's base directory and the name to serve it under. Out: a directory next to it.
 * Start at {@link org.recjpq.savedmodels.deployment.Deployment}.
 */
@NullMarked
package org.recjpq.savedmodels.deployment;

import org.jspecify.annotations.NullMarked;
