package org.recjpq.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.program.RecJpq;

/** A log, and an export of a model that was trained on it for a second. */
public final class SmallExport {
  private SmallExport() {}

  /** Writes a log of 300 users. */
  public static Path log(Path folder) throws IOException {
    Path log = folder.resolve("log.csv");
    try (Writer out = Files.newBufferedWriter(log)) {
      new SyntheticLog(300, 200, 4000, 0.7, 5, 9).writeCsv(out);
    }
    return log;
  }

  /** Trains, and gives the export. */
  public static Path of(Path log, Path folder) {
    Path run = folder.resolve("run");
    int code =
        RecJpq.commandLine()
            .execute(
                Stream.of(
                        "train --dimension=16 --max-length=16 --blocks=1 --batch-size=64 --epochs=1"
                            + " --validation-users=20 --threads=1 --no-baselines --log="
                            + log
                            + " --run="
                            + run)
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .toArray(String[]::new));
    assertEquals(0, code);
    return run.resolve("export");
  }
}
