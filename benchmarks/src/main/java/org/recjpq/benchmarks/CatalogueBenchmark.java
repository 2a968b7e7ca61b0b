package org.recjpq.benchmarks;

import java.util.SplittableRandom;
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
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;

/** One lookup of a random item in a catalogue of a million ids. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CatalogueBenchmark {
  private static final int ITEMS = 1_000_000;

  private final Catalogue catalogue = catalogue();
  private final SplittableRandom random = new SplittableRandom(1);

  private static Catalogue catalogue() {
    Ids ids = new Ids(ITEMS);
    for (int item = 0; item < ITEMS; item++) {
      ids.add("item-" + item);
    }
    return new Catalogue(ids);
  }

  /** Index to id. */
  @Benchmark
  public String id() {
    return catalogue.id(random.nextInt(ITEMS));
  }

  /** Id to index; includes the time to create the string. */
  @Benchmark
  public int indexOf() {
    return catalogue.indexOf("item-" + random.nextInt(ITEMS));
  }
}
