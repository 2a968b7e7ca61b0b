/**
 * Files with which TF Serving, Docker Compose and KServe serve exports.
 *
 * <p>In: a model's base directory and the name to serve it under. Out: a directory beside it. Start
 * at {@link org.recjpq.savedmodels.deployment.Deployment}.
 */
@NullMarked
package org.recjpq.savedmodels.deployment;

import org.jspecify.annotations.NullMarked;
