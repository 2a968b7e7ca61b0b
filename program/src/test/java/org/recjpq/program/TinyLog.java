package org.recjpq.program;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.recjpq.assignment.synthetic.SyntheticLog;

/** A log and options that train in a second: 80 users make 5 batches per epoch. */
public final class TinyLog {
  public static final int USERS = 80;
  public static final int BATCHES_PER_EPOCH = 5;

  private static final List<String> SMALL =
      List.of(
          "--dimension=16",
          "--max-length=16",
          "--blocks=1",
          "--splits=4",
          "--sub-ids=8",
          "--batch-size=16",
          "--learning-rate=0.01",
          "--validation-users=20",
          "--threads=2",
          "--seed=3");

  private TinyLog() {}

  public static void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      new SyntheticLog(USERS, 50, 900, 0.7, 5, 9).writeCsv(out);
    }
  }

  /**
   * The arguments of a small training on {@code log}, and {@code more}; of gSASRec unless these
   * name something to start from.
   */
  public static String[] train(Path log, Path run, String... more) {
    boolean named =
        Stream.of(more).anyMatch(option -> option.matches("--(model|preset|config)=.*"));
    return Stream.of(
            Stream.of("train", "--log=" + log, "--run=" + run),
            named ? Stream.<String>empty() : Stream.of("--model=gsasrec"),
            SMALL.stream(),
            Stream.of(more))
        .flatMap(part -> part)
        .toArray(String[]::new);
  }
}
