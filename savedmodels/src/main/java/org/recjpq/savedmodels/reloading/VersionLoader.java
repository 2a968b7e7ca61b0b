package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/**
 * Creates a service from a version, such as {@code Recommender::load} or {@code
 * SearchingRecommender::load}.
 */
@FunctionalInterface
public interface VersionLoader {
  /**
   * Loads a version.
   *
   * @param version its directory, whose files are those of its manifest
   * @return a service for that version only, which is closed when it is no longer needed
   * @throws DataException if it cannot be loaded; nothing remains open then
   */
  RecommendationService load(Path version);
}
