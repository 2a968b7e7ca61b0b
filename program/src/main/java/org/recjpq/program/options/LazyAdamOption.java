package org.recjpq.program.options;

import org.recjpq.graph.losses.LossSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether full item tables learn lazily. */
public final class LazyAdamOption {
  private static final String NAME = "--lazy-adam";

  @Spec(Spec.Target.MIXEE)
  public CommandSpec command = CommandSpec.create();

  @Option(
      names = NAME,
      description =
          "Of a full item table, update only the rows that a step looks up, and their moments: much"
              + " faster on a large catalogue, but not the Adam of the papers.")
  public boolean asked;

  /**
   * Refuses what cannot learn lazily, if that was asked for.
   *
   * @param embeddingL2 0 for none
   * @throws ParameterException if there is no full table, or the whole of it moves at each step
   */
  public void check(ItemTable items, LossSettings loss, double embeddingL2) {
    if (asked && items.needsCodes()) {
      throw new ParameterException(
          command.commandLine(),
          NAME + " has no effect on item table jpq; pass --items full or leave it out");
    }
    if (asked && (loss.scoresWholeCatalogue() || embeddingL2 > 0)) {
      throw new ParameterException(
          command.commandLine(),
          "%s: expected a loss that looks single items up, found %s, which moves the whole table; take another or leave it out"
              .formatted(
                  NAME,
                  loss.scoresWholeCatalogue()
                      ? "--loss " + loss.name()
                      : LearningOptions.EMBEDDING_L2));
    }
  }
}
