package example;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;

/**
 * Codes by popularity: the place of an item in the order of its training interactions, written with
 * the digits 0 to {@code subIds - 1}. Popular items differ in their last digits only.
 *
 * @param splits digits per code
 * @param subIds values of a digit
 */
public record PopularityCodes(int splits, int subIds) implements CodeAssigner {
  /** Four digits of 16 values. */
  public PopularityCodes() {
    this(4, 16);
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    int items = input.items();
    int[] counts = input.train().itemCounts();
    int[] places = new int[items + Catalogue.SPECIAL_ROWS]; // padding and mask come last
    int[] byCount =
        IntStream.range(0, items)
            .boxed()
            .sorted(Comparator.comparing((Integer item) -> -counts[item]))
            .mapToInt(item -> item)
            .toArray();
    for (int place = 0; place < items; place++) {
      places[byCount[place]] = place;
    }
    for (int row = items; row < places.length; row++) {
      places[row] = row;
    }
    return AssignedCodes.of(
        ItemCodes.generate(
            new CodeShape(splits, subIds),
            places.length,
            (row, split) -> digit(places[row], split)));
  }

  private int digit(int place, int split) {
    int rest = place;
    for (int after = split + 1; after < splits; after++) {
      rest /= subIds;
    }
    return rest % subIds;
  }
}
