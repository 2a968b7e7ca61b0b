/**
 * Recommendations for a file of histories.
 *
 * <p>In: a CSV file of histories and a source of lists, one for each, such as a loaded export. Out:
 * a CSV, JSON-lines or Parquet file of items with scores, or a directory of such files that several
 * processes may fill. Memory does not grow with the file. Start at {@link
 * org.recjpq.program.recommendation.BatchRecommendation}.
 */
@NullMarked
package org.recjpq.program.recommendation;

import org.jspecify.annotations.NullMarked;
