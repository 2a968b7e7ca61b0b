/**
 * The files of an export around its SavedModel: the directories of versions, the description of an
 * export, and the sizes and checksums of all its files.
 *
 * <p>Written by {@code export}, read by everything that uses an export. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.savedmodels.files;

import org.jspecify.annotations.NullMarked;
