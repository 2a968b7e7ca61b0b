package org.recjpq.program.recommendation;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/**
 * The formats that recommendations are written in. The names of files end with the name of their
 * format in lower case.
 */
public enum OutputFormat {
  /** One row per item: name, rank (from 1), item, score and, where titles are given, title. */
  CSV {
    @Override
    ListWriter open(Writer out, @Nullable ItemTitles titles) throws IOException {
      return new CsvWriter(out, titles);
    }
  },
  /**
   * One object per history, each on a line: name, and an array of items with item, score and title.
   */
  JSONL {
    @Override
    ListWriter open(Writer out, @Nullable ItemTitles titles) {
      return new JsonLinesWriter(out, titles);
    }
  },
  /** Apache Parquet with the rows and columns of {@link #CSV}; rank is int32, score is float. */
  PARQUET {
    @Override
    ListWriter open(Path file, @Nullable ItemTitles titles) throws IOException {
      return new ParquetListWriter(file, titles);
    }

    @Override
    ListWriter open(Writer out, @Nullable ItemTitles titles) {
      throw new IllegalArgumentException("Parquet is not a text format");
    }

    @Override
    public boolean isText() {
      return false;
    }
  };

  /** The name as people write it, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Starts a file, which must not exist.
   *
   * @param titles titles to write next to the items, or null for none
   */
  ListWriter open(Path file, @Nullable ItemTitles titles) throws IOException {
    Writer out = Files.newBufferedWriter(file);
    return new TextFile(open(out, titles), out);
  }

  /**
   * Starts to write characters.
   *
   * @param out stays open when the writer is closed
   * @throws IllegalArgumentException if the format is not a text format
   */
  abstract ListWriter open(Writer out, @Nullable ItemTitles titles) throws IOException;

  /** Whether a file of this format is text. */
  public boolean isText() {
    return true;
  }

  /** The file name extension of this format, without a dot. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format indicated by the extension of a file's name, if any. */
  public static Optional<OutputFormat> of(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> lower.endsWith("." + format.ending()))
        .findFirst();
  }

  /** Closes the file after its writer. */
  private record TextFile(ListWriter lists, Writer out) implements ListWriter {
    @Override
    public void write(String name, List<Recommendation> list) throws IOException {
      lists.write(name, list);
    }

    @Override
    public void close() throws IOException {
      try (out) {
        lists.close();
      }
    }
  }
}
