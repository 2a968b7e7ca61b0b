package org.recjpq.program.options;

import java.nio.file.Path;
import org.recjpq.savedmodels.answering.Recommender;
import picocli.CommandLine.Option;

/** Options on whether an export comes from somebody you trust. */
public final class TrustOptions {
  @Option(
      names = "--trust",
      description =
          "Load the export whatever its graph does; otherwise one that may do more than compute is"
              + " refused. For an export with an encoder of your own.")
  public boolean trust;

  /** Loads an export, checked or not. */
  public Recommender load(Path export) {
    return trust ? Recommender.loadTrusted(export) : Recommender.load(export);
  }
}
