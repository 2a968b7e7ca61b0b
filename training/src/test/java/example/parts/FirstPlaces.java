package example.parts;

import java.util.Arrays;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.ListMetric;

/** A metric of lists: how many distinct items come first, relative to the number of lists. */
public record FirstPlaces() implements ListMetric {
  @Override
  public int k() {
    return 1;
  }

  @Override
  public String key() {
    return "first-places";
  }

  @Override
  public double of(int[][] lists, ItemFacts items) {
    long different = Arrays.stream(lists).mapToInt(list -> list[0]).distinct().count();
    return lists.length == 0 ? 0 : (double) different / lists.length;
  }
}
