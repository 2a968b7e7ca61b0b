/**
 * The conventions between an export and its clients: the names of signatures, the form of their
 * inputs, and the sizes of batches.
 *
 * <p>Start at {@link org.recjpq.savedmodels.protocol.SignatureNames}. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.savedmodels.protocol;

import org.jspecify.annotations.NullMarked;
