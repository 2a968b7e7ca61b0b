/**
 * Files of TFRecords, the framing of TensorBoard's event files and of TF Serving's warm-up files,
 * in plain Java.
 *
 * <p>In: byte strings. Out: files, and the byte strings of files again.
 */
@NullMarked
package org.recjpq.savedmodels.records;

import org.jspecify.annotations.NullMarked;
