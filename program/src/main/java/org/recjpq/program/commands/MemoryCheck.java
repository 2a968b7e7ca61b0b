package org.recjpq.program.commands;

import java.util.Optional;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.runs.MemoryPlan;
import org.recjpq.training.runs.RunConfig;

/**
 * Compares what a training is expected to need of memory with what there is.
 *
 * @param limit bytes that there are
 */
public record MemoryCheck(long limit) {
  /**
   * A warning if the plan needs more; a run may get by with less than its plan.
   *
   * @throws DataException if it needs more and has a loss over the whole catalogue, which would
   *     have been the user's choice without knowing the cost
   */
  Optional<String> warning(MemoryPlan plan, RunConfig config) {
    if (plan.peak() <= limit) {
      return Optional.empty();
    }
    String needed = Sizes.bytes(plan.peak());
    String present = Sizes.bytes(limit);
    if (config.loss().scoresWholeCatalogue()) {
      throw new DataException(
          ("--loss %s: expected a training in the %s of memory there are, planned %s, for it scores"
               + " every item at every target; take%s --loss sampled-softmax, lower --batch-size,"
               + " or raise --memory-limit")
              .formatted(
                  config.loss().name(),
                  present,
                  needed,
                  config.task().hasSeveralPositives() ? " --task next-item" : ""));
    }
    String table = config.model().items().needsCodes() ? "" : ", or take --items jpq";
    return Optional.of(
        "Warning: training is expected to need %s of memory, and there are %s; lower --batch-size,"
                .formatted(needed, present)
            + " --max-length or --dimension"
            + table
            + ".");
  }
}
