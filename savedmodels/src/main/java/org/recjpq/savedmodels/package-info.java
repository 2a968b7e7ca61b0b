/**
 * Trained models as directories for TF Serving, and answers from such directories. Each room uses
 * only those above it:
 *
 * <ul>
 *   <li>{@code recommendations}: the questions and answers; {@code protocol}: what an export and a
 *       client agree about; {@code records}: files of TFRecords; {@code files}: what lies beside a
 *       SavedModel. None of them needs TensorFlow
 *   <li>{@code client}: asks TF Serving; {@code deployment}: files that start it
 *   <li>{@code requests}: requests to signatures; {@code signatures}: the graph that answers them
 *   <li>{@code answering}: answers from an export in this process
 *   <li>{@code reloading}: answers from the newest version of an export, whichever that is
 *   <li>{@code verification}: whether an export is whole and answers as it should
 *   <li>{@code export}: writes one
 * </ul>
 */
@NullMarked
package org.recjpq.savedmodels;

import org.jspecify.annotations.NullMarked;
