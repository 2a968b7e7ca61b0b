package org.recjpq.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.batches.BatchWeight;
import org.recjpq.training.batches.MaskedItemsTask;
import org.recjpq.training.batches.NextItemTask;
import org.recjpq.training.batches.SequenceBatches;
import org.recjpq.training.batches.SuffixTask;
import org.recjpq.training.batches.Task;

/** Batches of 64 sequences of at most 200 of 100,000 items. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBuildingBenchmark {
  private final Sequences train =
      new SyntheticLog(20_000, 100_000, 1_000_000, 0.9, 100, 1).sequences();
  private final SequenceBatches nextItem = batches(new NextItemTask(), new UniformNegatives(64));
  private final SequenceBatches maskedItems = batches(new MaskedItemsTask(), null);
  private final SequenceBatches suffix = batches(new SuffixTask(), new PopularNegatives());
  private long step;

  private SequenceBatches batches(Task task, @Nullable NegativeSampling negatives) {
    var settings =
        new SequenceBatches.Settings(
            task, 64, 200, longest -> longest, negatives, 0, BatchWeight.POSITIONS);
    return new SequenceBatches(train, settings, 1);
  }

  /** The next item at every position, 64 negatives each. */
  @Benchmark
  public Batch nextItem() {
    return nextItem.batch(++step);
  }

  /** Masked items, no negatives. */
  @Benchmark
  public Batch maskedItems() {
    return maskedItems.batch(++step);
  }

  /** What follows a random point, 1,024 negatives per batch. */
  @Benchmark
  public Batch suffix() {
    return suffix.batch(++step);
  }
}
