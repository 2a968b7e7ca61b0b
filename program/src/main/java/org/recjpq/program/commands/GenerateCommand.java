package org.recjpq.program.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.synthetic.ChangingLog;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Numbers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq generate}: generates a log with known structure. */
@Command(
    name = "generate",
    description = {
      "Writes a log whose items fall into clusters and follow each other by known rules.",
      "The same options always give the same log. It is written while it is generated, and takes 4"
          + " bytes of memory per user. The defaults generate testdata/quickstart.csv.gz."
    },
    sortOptions = false)
public final class GenerateCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "File for the log, replaced if it exists; compressed if it ends in .gz (default"
              + " ${DEFAULT-VALUE}).")
  Path output = Path.of("synthetic.csv.gz");

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Number of users (default ${DEFAULT-VALUE})")
  int users = 2000;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Number of items (default ${DEFAULT-VALUE})")
  int items = 1000;

  @Option(
      names = "--interactions",
      paramLabel = "N",
      description = "Number of interactions (default ${DEFAULT-VALUE})")
  int interactions = 36_000;

  @Option(
      names = {"--zipf", "--exponent"},
      paramLabel = "X",
      description =
          "Skew of the popularity of items: 0 for none, 1 for Zipf's law (default"
              + " ${DEFAULT-VALUE}).")
  double exponent = 0.7;

  @Option(
      names = "--clusters",
      paramLabel = "N",
      description = "Number of clusters of items (default ${DEFAULT-VALUE})")
  int clusters = 20;

  @Option(
      names = "--tail-share",
      paramLabel = "SHARE",
      description =
          "Share of items that get 1 to 4 interactions each, besides those that the skew leaves so"
              + " rare (default ${DEFAULT-VALUE}).")
  double tailShare;

  @Option(
      names = "--noise",
      paramLabel = "SHARE",
      description =
          "Share of interactions with any item, which follow no rule (default ${DEFAULT-VALUE}).")
  double noise;

  @Option(
      names = "--days",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Days over which the interactions are spread (default: 180 with --drift or --new-items;"
              + " else users begin within 180 days and make an interaction an hour).")
  @Nullable Integer days;

  @Option(
      names = "--drift",
      paramLabel = "SHARE",
      description =
          "How fast tastes change: share of the rules of what follows what that are replaced per"
              + " day; clusters come and go in the same time (default ${DEFAULT-VALUE}).")
  double drift;

  @Option(
      names = "--new-items",
      paramLabel = "N",
      description =
          "How many of the items appear on each day from the second on (default"
              + " ${DEFAULT-VALUE}: all are there from the beginning).")
  int newItems;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of everything random (default ${DEFAULT-VALUE})")
  long seed = 1;

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    CsvContent log = log();
    AtomicFiles.write(output, out -> write(log, out));
    commandLine
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %,d interactions of %,d users with %,d items",
                output,
                interactions,
                users,
                items));
    return 0;
  }

  private CsvContent log() {
    try {
      SyntheticLog log =
          new SyntheticLog(users, items, interactions, exponent, clusters, seed, tailShare, noise);
      Integer asked = days;
      return asked == null && drift == 0 && newItems == 0
          ? log::writeCsv
          : new ChangingLog(log, asked == null ? ChangingLog.USUAL_DAYS : asked, drift, newItems)
              ::writeCsv;
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
  }

  private interface CsvContent {
    void writeCsv(Appendable out) throws IOException;
  }

  private void write(CsvContent log, OutputStream out) throws IOException {
    OutputStream target = output.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
    Writer writer = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    log.writeCsv(writer);
    writer.flush();
    if (target instanceof GZIPOutputStream gzip) {
      gzip.finish(); // the caller closes the underlying stream
    }
  }
}
