package org.recjpq.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.training.console.Machine;
import org.recjpq.training.console.ProcessMemory;
import org.recjpq.training.console.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark catalogue}: time and memory of a catalogue of string ids. */
@Command(
    name = "catalogue",
    description = {
      "Measures a catalogue of generated ids of ten characters: building it, writing it to a"
          + " temporary file and reading that, and looking up random ids by index and indexes by id,"
          + " one after another on one thread.",
      "Bytes an id are those that the heap grew by, the ids themselves included. Peak memory is the"
          + " whole process's."
    },
    sortOptions = false)
final class BenchmarkCatalogueCommand extends ProgramCommand implements Callable<Integer> {
  private static final int ID_BYTES = 10;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "(default ${DEFAULT-VALUE})")
  int items = 1_271_638;

  @Option(
      names = "--lookups",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Lookups of each kind a repeat (default ${DEFAULT-VALUE}).")
  int lookups = 1_000_000;

  @Option(
      names = "--repeats",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "How often lookups are timed, after one time that is not counted (default"
              + " ${DEFAULT-VALUE}).")
  int repeats = 5;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Draws what is looked up (default ${DEFAULT-VALUE}).")
  long seed = 1;

  private final CallTimes build = new CallTimes();
  private final CallTimes write = new CallTimes();
  private final CallTimes read = new CallTimes();
  private final CallTimes idLookups = new CallTimes();
  private final CallTimes indexLookups = new CallTimes();

  @Override
  public Integer call() throws IOException {
    long before = heapBytes();
    Catalogue catalogue = build.time(() -> new Catalogue(ids()));
    double bytesAnId = (double) (heapBytes() - before) / items;
    lookUp(catalogue);
    writeAndRead(catalogue);
    print(bytesAnId);
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

  /** "B00" and seven digits to the base 36, without order, different for different items. */
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

  private void lookUp(Catalogue catalogue) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int repeat = 0; repeat <= repeats; repeat++) {
      if (repeat == 1) {
        idLookups.clear(); // the code was still being compiled
        indexLookups.clear();
      }
      int[] indexes = random.ints(lookups, 0, items).toArray();
      String[] ids = new String[lookups];
      idLookups.time(
          () -> {
            for (int i = 0; i < lookups; i++) {
              ids[i] = catalogue.id(indexes[i]);
            }
            return ids;
          });
      boolean found =
          indexLookups.time(
              () -> {
                boolean equal = true;
                for (int i = 0; i < lookups; i++) {
                  equal &= catalogue.indexOf(ids[i]) == indexes[i];
                }
                return equal;
              });
      if (!found) {
        throw new IllegalStateException("an id was not found again");
      }
    }
  }

  private void writeAndRead(Catalogue catalogue) throws IOException {
    Path directory = Files.createTempDirectory("recjpq-catalogue");
    try {
      Path file = directory.resolve("catalogue");
      write.time(unchecked(() -> write(catalogue, file)));
      read.time(unchecked(() -> Catalogue.read(file)));
    } finally {
      AtomicFiles.deleteRecursively(directory);
    }
  }

  private static Path write(Catalogue catalogue, Path file) throws IOException {
    catalogue.write(file);
    return file;
  }

  /** Work on a file. */
  @FunctionalInterface
  private interface FileWork<T> {
    T run() throws IOException;
  }

  private static <T> Supplier<T> unchecked(FileWork<T> work) {
    return () -> {
      try {
        return work.run();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    };
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void print(double bytesAnId) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| items | build, s | bytes an id | of these the id | id by index, ns, median | index by"
            + " id, ns, median | write, s | read, s | peak memory |");
    out.println("| --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    out.printf(
        Locale.ROOT,
        "| %,d | %.2f | %.1f | %d | %.0f | %.0f | %.2f | %.2f | %s |%n",
        items,
        build.median() / 1e3,
        bytesAnId,
        ID_BYTES,
        idLookups.median() * 1e6 / lookups,
        indexLookups.median() * 1e6 / lookups,
        write.median() / 1e3,
        read.median() / 1e3,
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
    out.printf(
        "%n%s, recjpq %s; %,d lookups of each kind, %d times, heap of at most %s.%n",
        Machine.description(),
        Version.program(),
        lookups,
        repeats,
        Sizes.bytes(Runtime.getRuntime().maxMemory()));
  }
}
