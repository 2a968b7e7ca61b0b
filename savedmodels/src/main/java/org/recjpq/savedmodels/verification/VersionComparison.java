package org.recjpq.savedmodels.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportManifest;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.requests.PredictRequest;
import org.recjpq.savedmodels.requests.WarmupFile;
import org.tensorflow.proto.TensorProto;

/**
 * What is different between two versions of an export: their items, their settings, and the lists
 * of some histories, which are those of the newer one's warm-up requests.
 *
 * @param kept items of both
 * @param added items of the newer one only
 * @param removed items of the older one only
 * @param samePlaces whether the items of the older one come first in the newer one, in their order
 * @param settings changed settings of the training: before and after, by name
 * @param changes the lists of the histories
 * @param equalScores how many of the histories, without items that are not in both, get the same
 *     scores for all sampled items of both, bit for bit
 */
public record VersionComparison(
    int kept,
    int added,
    int removed,
    boolean samePlaces,
    Map<String, String> settings,
    List<Change> changes,
    int equalScores) {
  private static final int LIST_LENGTH = 10;
  private static final int SCORED_ITEMS = 500;
  private static final String NONE = "-";

  /**
   * The lists of a history, of at most ten items.
   *
   * @param history item ids, oldest first
   */
  public record Change(List<String> history, List<String> before, List<String> after) {
    /** The share of the newer list that the older one does not have; 0 if it is empty. */
    public double changed() {
      Set<String> fresh = new HashSet<>(after);
      before.forEach(fresh::remove);
      return (double) fresh.size() / Math.max(1, after.size());
    }
  }

  /** Copies the collections. */
  public VersionComparison {
    settings = Map.copyOf(settings);
    changes = List.copyOf(changes);
  }

  /** The mean share of a list that has changed. */
  public double changed() {
    return changes.stream().mapToDouble(Change::changed).average().orElse(0);
  }

  /** Compares two exports, which stay open. */
  public static VersionComparison of(Recommender before, Recommender after) {
    Catalogue old = before.catalogue();
    Catalogue fresh = after.catalogue();
    List<String> both =
        IntStream.range(0, old.size())
            .filter(item -> fresh.indexOf(old.id(item)) >= 0)
            .mapToObj(old::id)
            .toList();
    boolean samePlaces =
        both.size() == old.size()
            && IntStream.range(0, old.size()).allMatch(item -> old.id(item).equals(fresh.id(item)));
    List<List<String>> histories = histories(after);
    List<List<Recommendation>> oldLists = before.recommend(histories, LIST_LENGTH);
    List<List<Recommendation>> freshLists = after.recommend(histories, LIST_LENGTH);
    List<Change> changes = new ArrayList<>();
    for (int h = 0; h < histories.size(); h++) {
      changes.add(new Change(histories.get(h), ids(oldLists.get(h)), ids(freshLists.get(h))));
    }
    return new VersionComparison(
        both.size(),
        fresh.size() - both.size(),
        old.size() - both.size(),
        samePlaces,
        settings(before, after),
        changes,
        equalScores(before, after, known(histories, new HashSet<>(both)), both));
  }

  private static List<String> ids(List<Recommendation> list) {
    return list.stream().map(Recommendation::item).toList();
  }

  /** The histories of the largest warm-up request. */
  private static List<List<String>> histories(Recommender export) {
    List<List<String>> largest = List.of();
    for (PredictRequest request : WarmupFile.read(export.directory())) {
      TensorProto ids = request.inputs().get(SignatureNames.HISTORY);
      if (ids != null
          && request.signature().equals(SignatureNames.SERVING_DEFAULT)
          && ids.getTensorShape().getDim(0).getSize() > largest.size()) {
        largest = rows(ids, export.ids());
      }
    }
    return largest;
  }

  private static List<List<String>> rows(TensorProto ids, ItemIds names) {
    int rows = (int) ids.getTensorShape().getDim(0).getSize();
    int length = (int) ids.getTensorShape().getDim(1).getSize();
    return IntStream.range(0, rows)
        .mapToObj(
            row ->
                IntStream.range(row * length, (row + 1) * length)
                    .mapToObj(i -> id(ids, i, names))
                    .filter(id -> !id.isEmpty())
                    .toList())
        .toList();
  }

  private static String id(TensorProto ids, int cell, ItemIds names) {
    return switch (names.form()) {
      case STRINGS -> ids.getStringVal(cell).toStringUtf8();
      case NUMBERS -> names.id(ids.getInt64Val(cell));
      case INDEXES -> names.id(ids.getIntVal(cell));
    };
  }

  private static List<List<String>> known(List<List<String>> histories, Set<String> both) {
    return histories.stream()
        .map(history -> history.stream().filter(both::contains).toList())
        .toList();
  }

  private static int equalScores(
      Recommender before, Recommender after, List<List<String>> histories, List<String> both) {
    int step = Math.max(1, both.size() / SCORED_ITEMS);
    List<String> some =
        IntStream.range(0, both.size())
            .filter(i -> i % step == 0)
            .limit(SCORED_ITEMS)
            .mapToObj(both::get)
            .toList();
    List<List<String>> candidates = histories.stream().map(history -> some).toList();
    List<float[]> old = before.score(histories, candidates);
    List<float[]> fresh = after.score(histories, candidates);
    return (int)
        IntStream.range(0, histories.size())
            .filter(h -> Arrays.equals(old.get(h), fresh.get(h)))
            .count();
  }

  private static Map<String, String> settings(Recommender before, Recommender after) {
    Map<String, String> old = ExportManifest.read(before.directory()).settings();
    Map<String, String> fresh = ExportManifest.read(after.directory()).settings();
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(fresh.keySet());
    Map<String, String> changed = new TreeMap<>();
    for (String name : names) {
      String here = old.getOrDefault(name, NONE);
      String there = fresh.getOrDefault(name, NONE);
      if (!here.equals(there)) {
        changed.put(name, here + " -> " + there);
      }
    }
    return changed;
  }
}
