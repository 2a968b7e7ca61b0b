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
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.quantisation.KMeans;
import org.recjpq.assignment.quantisation.ProductQuantiser;
import org.recjpq.assignment.quantisation.Quantised;
import org.recjpq.assignment.quantisation.ResidualQuantiser;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Item codes of 5,000 items from 40,000 interactions of 2,000 users or from vectors of 64 numbers,
 * m = 8, b = 256.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodeAssignmentBenchmark {
  private final CodeShape shape = new CodeShape(8, 256);
  private final Sequences train = new SyntheticLog(2000, 5000, 40_000, 0.9, 20, 1).sequences();
  private final VectorTable vectors = vectors();

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

  /** Product quantisation of random vectors. */
  @Benchmark
  public Quantised pq() {
    return new ProductQuantiser(shape.splits(), new KMeans(shape.subIds()))
        .quantise(vectors, null, 1);
  }

  /** Residual quantisation of random vectors. */
  @Benchmark
  public Quantised rq() {
    return new ResidualQuantiser(shape.splits(), new KMeans(shape.subIds()), 2)
        .quantise(vectors, null, 1);
  }

  private static VectorTable vectors() {
    SplittableRandom random = new SplittableRandom(1);
    VectorTable vectors = new VectorTable(5000, 64);
    for (int row = 0; row < vectors.rows(); row++) {
      for (int column = 0; column < vectors.columns(); column++) {
        vectors.set(row, column, (float) (random.nextDouble() - 0.5));
      }
    }
    return vectors;
  }
}
