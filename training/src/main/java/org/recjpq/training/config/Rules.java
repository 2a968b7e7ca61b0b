package org.recjpq.training.config;

import org.jspecify.annotations.Nullable;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.batches.Task;

/** Rules across the settings of different parts, so that no setting is without effect. */
final class Rules {
  private Rules() {}

  /**
   * Checks all of them.
   *
   * @throws IllegalArgumentException if one is broken: the setting by its path, what was expected
   *     and found, what to do
   */
  static void check(
      ModelConfig model,
      Task task,
      LossSettings loss,
      Optimization optimization,
      ComputationConfig computation) {
    checkTask(model, task, loss);
    checkTables(model, loss, optimization);
    if (computation.bfloat16() && model.encoder().unrolled()) {
      throw new IllegalArgumentException(
          ("computation.bfloat16 has no effect on %s, whose graph is run as it is built; leave it"
                  + " out")
              .formatted(model.encoder().name()));
    }
  }

  /** A teacher can only be imitated in the scores of a softmax. */
  static void checkDistillation(@Nullable Distillation distillation, LossSettings loss) {
    if (distillation != null && !loss.hasLogits()) {
      throw new IllegalArgumentException(
          ("distillation: expected a loss that is a softmax of single items, such as"
                  + " sampled-softmax, found %s; set loss to it or distillation to null")
              .formatted(loss.name()));
    }
  }

  /**
   * An encoder that sees both sides of a position can learn only from masked items, and only such
   * an encoder can.
   */
  private static void checkTask(ModelConfig model, Task task, LossSettings loss) {
    boolean sees = model.encoder().predictsAtMask();
    if (sees != task.masksItems()) {
      throw new IllegalArgumentException(
          "task: expected one that %s for %s, found %s"
              .formatted(
                  sees ? "masks items" : "shows only the past",
                  model.encoder().name(),
                  task.name()));
    }
    if (task.hasSeveralPositives() && !loss.takesSeveralPositives()) {
      throw new IllegalArgumentException(
          "loss: expected one that takes several positives, as task %s has them, found %s"
              .formatted(task.name(), loss.name()));
    }
  }

  private static void checkTables(ModelConfig model, LossSettings loss, Optimization optimization) {
    boolean hasTable = model.items().codes() == null;
    boolean lazy = optimization.optimizer().lazyTables();
    String table = model.items().name();
    if (optimization.embeddingL2() > 0 && !hasTable) {
      throw new IllegalArgumentException(
          ("optimization.embeddingL2: expected a full item table, found %s; set model.items to full"
                  + " or leave it out")
              .formatted(table));
    }
    if (lazy && !hasTable) {
      throw new IllegalArgumentException(
          ("optimization.optimizer.lazyTables has no effect on item table %s; set model.items to"
                  + " full or leave it out")
              .formatted(table));
    }
    if (lazy && optimization.averageDecay() > 0) {
      throw new IllegalArgumentException(
          "optimization.averageDecay: expected 0 with optimization.optimizer.lazyTables, whose"
              + " steps"
              + " are to leave most rows alone, found %s; set one of them only"
                  .formatted(optimization.averageDecay()));
    }
    if (lazy && (loss.scoresWholeCatalogue() || optimization.embeddingL2() > 0)) {
      throw new IllegalArgumentException(
          ("optimization.optimizer.lazyTables: expected a loss that looks single items up, found"
                  + " %s, which changes the whole table; use another loss or leave it out")
              .formatted(
                  loss.scoresWholeCatalogue()
                      ? "loss " + loss.name()
                      : "optimization.embeddingL2"));
    }
  }
}
