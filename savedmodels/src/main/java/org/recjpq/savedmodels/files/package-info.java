/**
 * The files of an export around its SavedModel: the directories of versions, what an export says
 * about itself, and the sizes and checksums of all its files.
 *
 * <p>Written by {@code export}, read by all who use an export. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.savedmodels.files;

import org.jspecify.annotations.NullMarked;
