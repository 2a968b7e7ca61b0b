package org.recjpq.benchmarks;

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
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;

/** Item codes of 5,000 items from 40,000 interactions of 2,000 users, m = 8, b = 256. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodeAssignmentBenchmark {
  private final CodeShape shape = new CodeShape(8, 256);
  private final Sequences train = new SyntheticLog(2000, 5000, 40_000, 0.9, 20, 1).sequences();

  /** Discrete truncated SVD. */
  @Benchmark
  public ItemCodes svd() {
    return new SvdCodes(shape.splits(), shape.subIds()).assign(train, 1);
  }

  /** Discrete BPR, one epoch. */
  @Benchmark
  public ItemCodes bprEpoch() {
    return new BprCodes(shape.splits(), shape.subIds(), 1).assign(train, 1);
  }
}
