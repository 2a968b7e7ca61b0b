package org.recjpq.benchmarks.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.recjpq.graph.model.MatrixProduct;
import org.recjpq.training.machine.Computation;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The matrix products of a training step and nothing else: a lower bound on the time of any
 * implementation of the model on TensorFlow. They are computed one after the other or, if a batch
 * goes through the model in parts, in as many parallel chains, each with about the same work.
 */
final class BareProducts implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Map<Shape, TFloat32> factors = new HashMap<>();
  private final Map<Shape, Operand<TFloat32>> inputs = new HashMap<>();
  private final List<StepTime> times = new ArrayList<>();
  private final List<Operation> lasts; // of the chains
  private final Session session;

  /** Creates random factors with the shapes of {@code products}, of which there is at least one. */
  BareProducts(List<MatrixProduct> products, Computation computation) {
    if (products.isEmpty()) {
      throw new IllegalArgumentException("a step without matrix products has no floor");
    }
    Ops tf = Ops.create(graph);
    double[] work = new double[computation.batchParts()];
    Operation[] lastOfChains = new Operation[work.length];
    for (MatrixProduct product : products) {
      int chain = least(work);
      Operation previous = lastOfChains[chain];
      Ops next =
          previous == null ? tf : tf.withControlDependencies(List.<Op>of(previous.output(0)));
      lastOfChains[chain] = add(tf, next, product);
      work[chain] += product.operations();
    }
    lasts = Arrays.stream(lastOfChains).filter(Objects::nonNull).toList();
    // The meta optimizer would remove products whose results are never read.
    session = new Session(graph, computation.settings(true));
  }

  private static int least(double[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  private Operation add(Ops tf, Ops next, MatrixProduct product) {
    boolean matrices = product.op().equals("MatMul");
    return next.scope()
        .opBuilder(product.op(), "Product")
        .addInput(input(tf, product.left()).asOutput())
        .addInput(input(tf, product.right()).asOutput())
        .setAttr(matrices ? "transpose_a" : "adj_x", product.transposeLeft())
        .setAttr(matrices ? "transpose_b" : "adj_y", product.transposeRight())
        .build();
  }

  private Operand<TFloat32> input(Ops tf, Shape shape) {
    factors.computeIfAbsent(shape, BareProducts::randomNumbers);
    return inputs.computeIfAbsent(shape, s -> tf.placeholder(TFloat32.class, Placeholder.shape(s)));
  }

  private static TFloat32 randomNumbers(Shape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return TFloat32.tensorOf(shape, DataBuffers.of(values));
  }

  /** Computes all products once. */
  void step() {
    Session.Runner runner = session.runner();
    inputs.forEach((shape, input) -> runner.feed(input.asOutput(), factors.get(shape)));
    lasts.forEach(runner::addTarget);
    times.add(StepTime.of(() -> runner.run().close()));
  }

  /** The times of all steps so far, in order. */
  List<StepTime> times() {
    return List.copyOf(times);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
    factors.values().forEach(TFloat32::close);
  }
}
