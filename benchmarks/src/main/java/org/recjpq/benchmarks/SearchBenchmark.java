package org.recjpq.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.search.FullScan;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.search.PrunedSearch;
import org.recjpq.assignment.search.TopItems;
import org.recjpq.assignment.search.TopKSearch;

/**
 * The best 10 of 200,000 items with random codes, m = 8, b = 256, d = 64, for normal vectors: the
 * worst case for pruning, because all items are alike.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SearchBenchmark {
  private static final int ITEMS = 200_000;
  private static final int DIMENSION = 64;
  private static final int TOP = 10;

  private final Random random = new Random(1);
  private final ItemTable table = table();
  private final TopKSearch fullScan = new FullScan(table.codes(), ITEMS);
  private final TopKSearch pruned = new PrunedSearch(table.codes(), ITEMS);

  private ItemTable table() {
    CodeShape shape = new CodeShape(8, 256);
    ItemCodes codes =
        ItemCodes.generate(shape, ITEMS, (item, split) -> random.nextInt(shape.subIds()));
    return new ItemTable(codes, ITEMS, normal(shape.subIds() * DIMENSION));
  }

  private float[] normal(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Computes all scores. */
  @Benchmark
  public TopItems fullScan() {
    return fullScan.topK(table.subScores(normal(DIMENSION)), TOP, TopKSearch.NONE);
  }

  /** Stops when no other item can be among the best. */
  @Benchmark
  public TopItems pruned() {
    return pruned.topK(table.subScores(normal(DIMENSION)), TOP, TopKSearch.NONE);
  }
}
