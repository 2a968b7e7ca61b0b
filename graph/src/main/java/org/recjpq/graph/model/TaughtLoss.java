package org.recjpq.graph.model;

import java.util.List;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.LogSumExp;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.losses.Loss;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A teacher in a training graph, and the loss with it. Its variables are not trained, nor are they
 * in checkpoints.
 */
final class TaughtLoss {
  private static final String SCOPE = "teacher";
  private static final String PREFIX = SCOPE + "/";

  private final Teacher teacher;
  private final SequentialModel model;
  private final List<NamedVariable> variables; // by the names that its weights have

  /** Adds the teacher's variables to the graph. */
  TaughtLoss(Ops tf, Teacher teacher, int items) {
    Parameters parameters = Parameters.fedBeside(tf.withSubScope(SCOPE), PREFIX);
    this.teacher = teacher;
    this.model = SequentialModel.create(parameters, teacher.config(), items, teacher.codes());
    this.variables =
        parameters.all().stream()
            .map(variable -> named(variable, variable.name().substring(PREFIX.length())))
            .toList();
  }

  /** Sets the variables in a session. */
  void initialise(Session session) {
    teacher
        .weights()
        .load(session, variables, variable -> named(variable, PREFIX + variable.name()));
    model.initialise(session);
  }

  private static NamedVariable named(NamedVariable variable, String name) {
    return new NamedVariable(name, variable.role(), variable.shape());
  }

  /**
   * The loss of each target position.
   *
   * @param loss a softmax, which must be the target's own loss: log Σ exp minus the first logit
   * @param sequences [P, d] float32 of the model that learns
   * @return [P] float32
   */
  Operand<TFloat32> losses(
      Ops tf, Loss loss, ItemEmbedding items, Operand<TFloat32> sequences, BatchParts.Part part) {
    Ops own = tf.withSubScope(SCOPE);
    var taught = model.encodeAt(own, part.ids(), part.positions(), Dropout.none());
    var logits = loss.logits(tf.withSubScope("loss"), items, sequences, part.targets()); // [P, C]
    var target = tf.math.sub(LogSumExp.ofRows(tf, logits), first(tf, logits));
    var temperature = tf.constant((float) teacher.temperature());
    var shown = loss.logits(own, model.items(), taught, part.targets());
    var p = tf.stopGradient(tf.nn.softmax(tf.math.div(shown, temperature)));
    var cooled = tf.math.div(logits, temperature);
    var imitation =
        tf.math.sub(
            LogSumExp.ofRows(tf, cooled), tf.reduceSum(tf.math.mul(p, cooled), tf.constant(1)));
    double weight = teacher.weight();
    double ofImitation = weight * teacher.temperature() * teacher.temperature();
    return tf.math.add(
        tf.math.mul(target, tf.constant((float) (1 - weight))),
        tf.math.mul(imitation, tf.constant((float) ofImitation)));
  }

  /** The first column, [P]. */
  private static Operand<TFloat32> first(Ops tf, Operand<TFloat32> x) {
    var column = tf.slice(x, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
    return tf.reshape(column, tf.constant(new int[] {-1}));
  }
}
