package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.benchmarks.commands.StepTime.Summary;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark catalogue}: time and memory of a catalogue of string ids. */
@Command(
    name = "catalogue",
    description = {
      "Measures a catalogue of generated ids of ten characters: building it, writing it to a"
          + " temporary file and reading that, and looking up random ids by index and indexes by"
          + " id, one after another on one thread.",
      "Bytes per id are the growth of the heap, including the ids themselves. Peak memory is that"
          + " of the whole process."
    },
    sortOptions = false)
final class BenchmarkCatalogueCommand extends ProgramCommand implements Callable<Integer> {
  private static final int ID_BYTES = 10;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of items (default ${DEFAULT-VALUE})")
  int items = 1_271_638;

  @Option(
      names = "--lookups",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Lookups of each kind per repeat (default ${DEFAULT-VALUE}).")
  int lookups = 1_000_000;

  @Option(
      names = "--repeats",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "How often lookups are timed, after one warm-up that is not counted (default"
              + " ${DEFAULT-VALUE}).")
  int repeats = 5;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the ids to look up (default ${DEFAULT-VALUE}).")
  long seed = 1;

  private final List<StepTime> idLookups = new ArrayList<>();
  private final List<StepTime> indexLookups = new ArrayList<>();
  private Catalogue catalogue = new Catalogue(new Ids());

  @Override
  public Integer call() throws IOException {
    long before = heapBytes();
    StepTime build = StepTime.of(() -> catalogue = new Catalogue(ids()));
    double bytesAnId = (double) (heapBytes() - before) / items;
    lookUp();
    Path directory = Files.createTempDirectory("recjpq-catalogue");
    try {
      Path file = directory.resolve("catalogue");
      StepTime write = StepTime.of(() -> write(file));
      catalogue = new Catalogue(new Ids()); // there may not be memory for two
      StepTime read = StepTime.of(() -> read(file));
      print(bytesAnId, build, write, read);
    } finally {
      AtomicFiles.deleteRecursively(directory);
    }
    return 0;
  }

  private Ids ids() {
    Ids ids = new Ids();
    byte[] id = new byte[ID_BYTES];
    for (int item = 0; item < items; item++) {
      putId(item, id);
      ids.add(id, 0, id.length);
    }
    return ids;
  }

  /** "B00" and seven digits in base 36, unordered and distinct. */
  private static void putId(int item, byte[] id) {
    long mixed = item * 0x9E3779B97F4A7C15L & (1L << 36) - 1; // 2^36 < 36^7
    id[0] = 'B';
    id[1] = '0';
    id[2] = '0';
    for (int i = 3; i < ID_BYTES; i++) {
      id[i] = (byte) Character.toUpperCase(Character.forDigit((int) (mixed % 36), 36));
      mixed /= 36;
    }
  }

  private void lookUp() {
    SplittableRandom random = new SplittableRandom(seed);
    for (int repeat = 0; repeat <= repeats; repeat++) {
      if (repeat == 1) {
        idLookups.clear(); // the code was still being compiled
        indexLookups.clear();
      }
      int[] indexes = random.ints(lookups, 0, items).toArray();
      String[] ids = new String[lookups];
      int[] found = new int[lookups];
      idLookups.add(StepTime.of(() -> Arrays.setAll(ids, i -> catalogue.id(indexes[i]))));
      indexLookups.add(StepTime.of(() -> Arrays.setAll(found, i -> catalogue.indexOf(ids[i]))));
      if (!Arrays.equals(found, indexes)) {
        throw new IllegalStateException("an id was not found again");
      }
    }
  }

  private void write(Path file) {
    try {
      catalogue.write(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void read(Path file) {
    try {
      catalogue = Catalogue.read(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void print(double bytesAnId, StepTime build, StepTime write, StepTime read) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| items | bytes per id | of which the id | build, s | CPU s | id by index, ns, median |"
            + " CPU ns, mean | index by id, ns, median | CPU ns, mean | write, s | read, s | CPU s"
            + " | peak memory |");
    out.println("| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    out.printf(
        Locale.ROOT,
        "| %,d | %.1f | %d | %.2f | %.2f | %s | %s | %.2f | %.2f | %.2f | %s |%n",
        items,
        bytesAnId,
        ID_BYTES,
        build.wall(),
        build.cpu(),
        nanoseconds(Summary.of(idLookups)),
        nanoseconds(Summary.of(indexLookups)),
        write.wall(),
        read.wall(),
        read.cpu(),
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
    out.printf(
        Locale.ROOT,
        "%n%s, recjpq %s; %,d lookups of each kind, %d times, heap of at most %s.%n",
        Machine.description(),
        Version.program(),
        lookups,
        repeats,
        Sizes.bytes(Runtime.getRuntime().maxMemory()));
  }

  /** For a lookup: median wall time, mean processor time. */
  private String nanoseconds(Summary times) {
    return String.format(
        Locale.ROOT, "%.0f | %.0f", times.median() * 1e9 / lookups, times.cpu() * 1e9 / lookups);
  }
}
