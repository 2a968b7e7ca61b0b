/**
 * Trained models as directories for TF Serving, and answers from such directories. Each subpackage
 * uses only those above it:
 *
 * <ul>
 *   <li>{@code recommendations}: the questions and answers; {@code protocol}: the conventions
 *       between an export and its clients; {@code records}: files of TFRecords; {@code files}: the
 *       files next to a SavedModel. None of them needs TensorFlow
 *   <li>{@code client}: a client of TF Serving; {@code deployment}: files that start TF Serving
 *   <li>{@code requests}: requests to signatures; {@code signatures}: the graph that answers them
 *   <li>{@code answering}: answers from an export in this process
 *   <li>{@code explanations}: why an export gives an answer
 *   <li>{@code reloading}: answers from the newest version of an export, as versions change
 *   <li>{@code verification}: checks that an export is complete and answers correctly
 *   <li>{@code export}: writes exports
 * </ul>
 */
@NullMarked
package org.recjpq.savedmodels;

import org.jspecify.annotations.NullMarked;
