/**
 * Recommendations for a file of histories.
 *
 * <p>In: a CSV file of histories and a loaded export. Out: a CSV file of items with scores. Start
 * at {@link org.recjpq.training.recommendation.RecommendationCsv}.
 */
@NullMarked
package org.recjpq.training.recommendation;

import org.jspecify.annotations.NullMarked;
