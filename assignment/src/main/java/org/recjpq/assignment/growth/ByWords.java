package org.recjpq.assignment.growth;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemWords;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * A new item lies where its words say: those of its title, categories, genres. Each word has a
 * vector, and items with these words lie at the sum; the vectors are fitted to the known items by
 * ridge regression, see {@link WordVectors}.
 *
 * <p>It is as certain as the words explain known items that were left out of a first fit: R², the
 * share of their variance, but at least a hundredth; times the share of the item's own words that
 * are known.
 *
 * <p>Source: Gantner et al., "Learning attribute-to-feature mappings for cold-start
 * recommendations", ICDM 2010.
 *
 * @param file words of known and new items; see {@link ItemWords#read}. Null in the default
 *     settings, but required
 * @param least words of fewer known items are left out; at least 1
 * @param ridge of the regression, above 0: as if so many known items with that word alone lay at
 *     the mean
 */
@AutoService(ItemPlacement.class)
public record ByWords(@Nullable Path file, int least, double ridge) implements ItemPlacement {
  private static final double LEAST_CERTAINTY = 0.01;
  private static final int LEFT_OUT = 10; // each tenth

  /** Words beyond these say little, and each needs a vector while they are fitted. */
  private static final int MOST_WORDS = 50_000;

  /** Settings without a file, to be completed. */
  public ByWords() {
    this(null);
  }

  /** The words of a file that at least three known items have. */
  public ByWords(@Nullable Path file) {
    this(file, 3, 10);
  }

  /** Checks the settings. */
  public ByWords {
    if (least < 1) {
      throw new IllegalArgumentException("least must be at least 1, found " + least);
    }
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("ridge must be above 0, found " + ridge);
    }
  }

  @Override
  public String name() {
    return "words";
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if the file cannot be read, or known items share no words
   */
  @Override
  public Placements place(GrownItems items) {
    int[][] all = read(items);
    int[][] words = common(all, items.firstNew());
    int[][] known = Arrays.copyOf(words, items.firstNew());
    double explained = Math.max(LEAST_CERTAINTY, explained(items.known(), known));
    WordVectors vectors = WordVectors.fitted(known, items.known(), ridge);
    Placements placed = new Placements(items);
    for (int item = 0; item < items.newItems(); item++) {
      int row = items.firstNew() + item;
      if (words[row].length > 0) {
        double share = (double) words[row].length / all[row].length;
        placed.put(item, vectors.sum(words[row]), explained * share);
      }
    }
    return placed;
  }

  /** The words of each item of the catalogue, as numbers in order of appearance. */
  private int[][] read(GrownItems items) {
    if (file == null) {
      throw new DataException("words: expected a file, found none; name one");
    }
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[][] words = new int[items.catalogue().size()][0];
    try {
      ItemWords.read(
          file,
          (id, found) -> {
            int row = items.catalogue().indexOf(id);
            if (row >= 0) {
              words[row] = joined(words[row], found, numbers);
            }
          });
    } catch (NoSuchFileException missing) {
      throw new DataException(file + ": expected a file, found none; check the path", missing);
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to read words of items, found: %s; check the file".formatted(file, failure),
          failure);
    }
    return words;
  }

  private static int[] joined(int[] before, Set<String> found, Map<String, Integer> numbers) {
    int[] all = Arrays.copyOf(before, before.length + found.size());
    int length = before.length;
    for (String word : found) {
      int number = numbers.computeIfAbsent(word, unused -> numbers.size());
      if (Arrays.stream(before).noneMatch(earlier -> earlier == number)) {
        all[length++] = number;
      }
    }
    return length == all.length ? all : Arrays.copyOf(all, length);
  }

  /** Of these words those that enough known items have, numbered anew from 0 on. */
  private int[][] common(int[][] all, int known) {
    int[] counts = new int[1 + Arrays.stream(all).flatMapToInt(Arrays::stream).max().orElse(0)];
    for (int row = 0; row < known; row++) {
      for (int word : all[row]) {
        counts[word]++;
      }
    }
    int fewest = Math.max(least, fewest(counts));
    int[] numbers = new int[counts.length];
    int kept = 0;
    for (int word = 0; word < counts.length; word++) {
      numbers[word] = counts[word] >= fewest ? kept++ : -1;
    }
    if (kept == 0) {
      throw new DataException(
          ("%s: expected words that at least %d items which the model knows have, found none; check"
                  + " the ids, or add these items to the file")
              .formatted(file, least));
    }
    int[][] common = new int[all.length][];
    for (int row = 0; row < all.length; row++) {
      common[row] =
          Arrays.stream(all[row]).map(word -> numbers[word]).filter(word -> word >= 0).toArray();
    }
    return common;
  }

  /** The count that fewer than the most words reach. */
  private static int fewest(int[] counts) {
    int[] sorted = counts.clone();
    Arrays.sort(sorted);
    return sorted.length <= MOST_WORDS ? 1 : sorted[sorted.length - 1 - MOST_WORDS] + 1;
  }

  /** R² over each tenth item, by the others. */
  private double explained(VectorTable known, int[][] words) {
    int[][] others = words.clone();
    for (int row = 0; row < others.length; row += LEFT_OUT) {
      others[row] = new int[0];
    }
    WordVectors vectors = WordVectors.fitted(others, known, ridge);
    double all = 0;
    double left = 0;
    for (int row = 0; row < words.length; row += LEFT_OUT) {
      if (words[row].length > 0) {
        double[] mean = vectors.sum(new int[0]);
        double[] found = vectors.sum(words[row]);
        for (int k = 0; k < found.length; k++) {
          all += Math.pow(known.get(row, k) - mean[k], 2);
          left += Math.pow(known.get(row, k) - found[k], 2);
        }
      }
    }
    return all == 0 ? 0 : 1 - left / all;
  }
}
