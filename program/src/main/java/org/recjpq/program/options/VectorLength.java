package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The length of the vectors that codes are made of, for commands that build no model. */
public final class VectorLength {
  @Sets("model.dimension")
  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description =
          "Length of the item vectors that pq and rq quantise, which is the model's (default"
              + " ${DEFAULT-VALUE}).")
  @Nullable Integer dimension;
}
