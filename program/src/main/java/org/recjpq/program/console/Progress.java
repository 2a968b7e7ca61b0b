package org.recjpq.program.console;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.report.Sizes;

/**
 * Shows how far long-running work is, how it is going, and how long it will still take.
 *
 * <p>On a terminal, one line that is redrawn at most ten times a second:
 *
 * <pre>training [##########..........]  50 %  500/1,000  loss 0.3127  best ndcg@10 0.0841  ETA 42 s
 * </pre>
 *
 * Elsewhere the same without the bar, as one plain line every ten seconds. The time left is shown
 * once there is a pace: the first piece of work often takes longer than others, so it does not
 * count. Not thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Time over which a pace is measured at least. */
  private static final Duration LEAST_PACE = Duration.ofSeconds(2);

  private static final int BAR_CELLS = 20;
  private static final int DEFAULT_COLUMNS = 80;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Output output;
  private final String title;
  private final long first;
  private final long total;
  private final LongFunction<String> amount;
  private @Nullable Instant paceFrom; // when the first piece of work was done
  private long paceFirst;
  private Instant nextReport;
  private @Nullable Supplier<String> unreported;
  private long done;

  /**
   * Where and how progress is shown.
   *
   * @param out where it is written
   * @param clock what time it is
   * @param isTerminal whether a line can be redrawn
   * @param hasColor whether the bar may be coloured
   * @param columns width of the terminal; longer lines are cut
   */
  public record Output(
      Appendable out, InstantSource clock, boolean isTerminal, boolean hasColor, int columns) {
    /**
     * Standard error; NO_COLOR (no-color.org), TERM and COLUMNS of {@code environment} are
     * respected.
     */
    static Output standardError(boolean hasConsole, Map<String, String> environment) {
      boolean isTerminal = hasConsole && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
      String columns = environment.getOrDefault("COLUMNS", "");
      return new Output(
          System.err,
          InstantSource.system(),
          isTerminal,
          isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty(),
          columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS);
    }
  }

  /**
   * Progress of a number of pieces, which shows nothing yet.
   *
   * @param first how much is done already
   * @param total how much there is to do, counting from 0
   * @throws IllegalArgumentException if there is less to do than is done
   */
  public Progress(Output output, String title, long first, long total) {
    this(output, title, first, total, count -> String.format(Locale.ROOT, "%,d", count));
  }

  private Progress(
      Output output, String title, long first, long total, LongFunction<String> amount) {
    if (first < 0 || total < first) {
      throw new IllegalArgumentException(
          "total must be at least first, found %d and %d".formatted(total, first));
    }
    this.output = output;
    this.title = title;
    this.first = first;
    this.total = total;
    this.amount = amount;
    nextReport = output.clock().instant().plus(output.isTerminal() ? Duration.ZERO : INTERVAL);
    done = first;
  }

  /**
   * Starts to show progress on standard error.
   *
   * @param title names the work, in a word or two
   * @param first how much is done already: where a resumed run continues
   * @param total how much there is to do, counting from 0
   * @throws IllegalArgumentException if there is less to do than is done
   */
  public static Progress start(String title, long first, long total) {
    return new Progress(standardError(), title, first, total);
  }

  /** The same for work that is measured in bytes, from the first one. */
  public static Progress ofBytes(String title, long total) {
    return ofBytes(standardError(), title, total);
  }

  static Progress ofBytes(Output output, String title, long total) {
    return new Progress(output, title, 0, total, Sizes::bytes);
  }

  private static Output standardError() {
    return Output.standardError(hasTerminal(), System.getenv());
  }

  /**
   * Reports how much is done.
   *
   * @param detail what to show next to it, such as "loss 0.3127"; called only when it is shown
   */
  public void update(long done, Supplier<String> detail) {
    this.done = done;
    unreported = detail;
    Instant now = output.clock().instant();
    if (paceFrom == null && done > first) {
      paceFrom = now;
      paceFirst = done;
    }
    if (!now.isBefore(nextReport)) {
      report(detail, now);
      nextReport = now.plus(output.isTerminal() ? REDRAW : INTERVAL);
    }
  }

  /** Writes a line of its own, above the bar where there is one. */
  public void note(String line) {
    write(output.isTerminal() ? CLEAR_LINE + line + "\n" : line + "\n");
    nextReport = output.isTerminal() ? Instant.MIN : nextReport;
  }

  /** Shows what has not been shown yet, and leaves the last line in place. */
  @Override
  public void close() {
    if (unreported != null) {
      report(unreported, output.clock().instant());
    }
    if (output.isTerminal()) {
      write("\n");
    }
  }

  /** Up to JDK 21 there is a console only on a terminal; later JDKs have to be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (ReflectiveOperationException unexpected) {
      return false;
    }
  }

  private void report(Supplier<String> detail, Instant now) {
    String state =
        Stream.of(
                String.format(
                    Locale.ROOT,
                    "%3d %%  %s/%s",
                    percent(),
                    amount.apply(done),
                    amount.apply(total)),
                detail.get(),
                timeLeft(now))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  "));
    write(output.isTerminal() ? CLEAR_LINE + barLine(state) : title + " " + state + "\n");
    unreported = null;
  }

  private String barLine(String state) {
    int full = (int) (BAR_CELLS * percent() / 100);
    String bar = "#".repeat(full) + ".".repeat(BAR_CELLS - full);
    String line = "%s [%s] %s".formatted(title, bar, state);
    String cut = line.substring(0, Math.min(line.length(), output.columns() - 1));
    return output.hasColor() ? cut.replace(bar, "\u001b[32m" + bar + "\u001b[0m") : cut;
  }

  private long percent() {
    return total == 0 ? 100 : 100 * done / total;
  }

  /** At the pace since the first piece of work; nothing at the end or before there is a pace. */
  private String timeLeft(Instant now) {
    if (paceFrom == null || done == paceFirst || done == total) {
      return "";
    }
    Duration spent = Duration.between(paceFrom, now);
    double pace = (double) spent.toMillis() / (done - paceFirst);
    return spent.compareTo(LEAST_PACE) < 0
        ? ""
        : "ETA " + Sizes.time(Duration.ofMillis(Math.round(pace * (total - done))));
  }

  private void write(String text) {
    try {
      output.out().append(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
