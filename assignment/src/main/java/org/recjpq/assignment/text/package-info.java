/**
 * Readable text.
 *
 * <p>In: cells of a table. Out: Markdown, for model cards, reports and TensorBoard.
 */
@NullMarked
package org.recjpq.assignment.text;

import org.jspecify.annotations.NullMarked;
