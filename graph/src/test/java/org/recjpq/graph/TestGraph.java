package org.recjpq.graph;

import java.util.Collection;
import java.util.List;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.losses.Loss;
import org.recjpq.graph.losses.TargetTensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A graph with one session on two threads, whose values are returned as flat Java arrays. */
public final class TestGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session = open(graph);

  /** Settings of a session on two threads, which adds sums up as they were written. */
  public static final ConfigProto TWO_THREADS =
      ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(2)
          .setInterOpParallelismThreads(2)
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(
                      RewriterConfig.newBuilder()
                          .setArithmeticOptimization(RewriterConfig.Toggle.OFF)))
          .build();

  /** A session on two threads. */
  public static Session open(Graph graph) {
    return new Session(graph, TWO_THREADS);
  }

  public Ops tf() {
    return tf;
  }

  public Graph graph() {
    return graph;
  }

  public Session session() {
    return session;
  }

  /** A float32 constant. */
  public Operand<TFloat32> floatTensor(Shape shape, float... values) {
    return tf.constant(shape, DataBuffers.of(values));
  }

  /** An int32 constant. */
  public Operand<TInt32> intTensor(Shape shape, int... values) {
    return tf.constant(shape, DataBuffers.of(values));
  }

  /** Targets with separate negatives that are equally likely. */
  public TargetTensors targets(Operand<TInt32> positives, Operand<TInt32> negatives) {
    return new TargetTensors(
        positives, negatives, zeros(positives.shape()), zeros(negatives.shape()), false);
  }

  private Operand<TFloat32> zeros(Shape shape) {
    return floatTensor(shape, new float[(int) shape.size()]);
  }

  /** The loss of a batch. */
  public Operand<TFloat32> loss(
      Loss loss, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    return loss.ofBatch(tf, items, loss.losses(tf, items, sequences, targets));
  }

  /** Sets variables to their initial values. */
  public void initialise(Collection<NamedVariable> variables) {
    Session.Runner runner = session.runner();
    variables.forEach(variable -> variable.initialise(runner));
    runner.run().close();
  }

  /** Sets a variable. */
  public void set(NamedVariable variable, float... values) {
    try (Tensor value = TFloat32.tensorOf(variable.shape(), DataBuffers.of(values))) {
      Session.Runner runner = session.runner();
      variable.feed(runner, value);
      runner.run().close();
    }
  }

  public float[] floats(Operand<TFloat32> operand) {
    return floats(List.of(operand))[0];
  }

  /** Values of one run. */
  public float[][] floats(List<? extends Operand<TFloat32>> operands) {
    Session.Runner runner = session.runner();
    operands.forEach(runner::fetch);
    try (Result result = runner.run()) {
      float[][] values = new float[operands.size()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = floats((TFloat32) result.get(i));
      }
      return values;
    }
  }

  /** The elements of a tensor, row by row. */
  public static float[] floats(TFloat32 tensor) {
    float[] values = new float[(int) tensor.size()];
    tensor.copyTo(DataBuffers.of(values));
    return values;
  }

  /** The same numbers, rounded. */
  public static float[] floats(double[] numbers) {
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return rounded;
  }

  public int[] ints(Operand<TInt32> operand) {
    try (Result result = session.runner().fetch(operand).run()) {
      return ints((TInt32) result.get(0));
    }
  }

  /** The elements of a tensor, row by row. */
  public static int[] ints(TInt32 tensor) {
    int[] values = new int[(int) tensor.size()];
    tensor.copyTo(DataBuffers.of(values));
    return values;
  }

  public float[] floatsOf(NamedVariable variable) {
    return floats(variable.<TFloat32>read(graph));
  }

  /** Gradients of the sum of {@code y}. */
  public List<Output<TFloat32>> gradients(Operand<TFloat32> y, List<NamedVariable> variables) {
    Output<?>[] reads =
        variables.stream().map(v -> (Output<?>) v.read(graph)).toArray(Output<?>[]::new);
    return List.of(graph.addGradients(y.asOutput(), reads)).stream()
        .map(gradient -> gradient.expect(TFloat32.class))
        .toList();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
