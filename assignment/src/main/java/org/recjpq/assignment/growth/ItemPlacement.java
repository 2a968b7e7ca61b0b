package org.recjpq.assignment.growth;

import org.recjpq.assignment.parts.Part;

/**
 * A way to tell where new items lie among the known ones: {@link ByCooccurrence what they occur
 * with}, {@link ByItemVectors vectors of the user's}, {@link ByWords their titles and categories},
 * or {@link ByNeighbours known items that the user names}.
 */
public interface ItemPlacement extends Part {
  /**
   * Gives vectors to the new items that this way says something about. Equal inputs give equal
   * vectors, whatever the number of threads.
   */
  Placements place(GrownItems items);
}
