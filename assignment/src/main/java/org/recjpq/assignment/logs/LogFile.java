package org.recjpq.assignment.logs;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Interactions in a delimited text file, plain or compressed by gzip, zstd, bzip2 or zip, or in a
 * file that a {@link TableReader} reads. A folder, a pattern of names and an archive stand for all
 * files in them. Text in an archive is named {@code archive.zip!entry}.
 *
 * <p>Memory: 16 bytes per interaction, 12 without times, and every id once (see {@link Ids}). Times
 * that span 2^32 of their unit or more within 4,096 rows take 4 more bytes.
 *
 * @param path path of the file
 * @param further files of the same log, read after that one
 * @param format how rows are read
 * @param maxBadRows maximum number of malformed rows that are skipped; one more is an error
 * @param rejects CSV file for these with line, reason and fields, created at the first one; null if
 *     they need not be kept
 */
@AutoService(InteractionSource.class)
public record LogFile(
    Path path, List<Path> further, LogFormat format, long maxBadRows, @Nullable Path rejects)
    implements InteractionSource {
  /** The file {@code log.csv} with the defaults below. */
  public LogFile() {
    this(Path.of("log.csv"));
  }

  /** A CSV with the usual column names and no malformed rows. */
  public LogFile(Path path) {
    this(path, List.of(), LogFormat.of(LogFormat.Preset.CSV), 0, null);
  }

  /** Checks the number and copies the list. */
  public LogFile {
    further = List.copyOf(further);
    if (maxBadRows < 0) {
      throw new IllegalArgumentException("maxBadRows must not be negative, found " + maxBadRows);
    }
  }

  /** The same at another location, all in one file. */
  public LogFile at(Path path) {
    return at(List.of(path));
  }

  /**
   * The same at other locations.
   *
   * @param paths at least one, in the order of reading
   */
  public LogFile at(List<Path> paths) {
    return new LogFile(paths.get(0), paths.subList(1, paths.size()), format, maxBadRows, rejects);
  }

  /**
   * Refuses a log without times unless the format says that there are none: the order of rows may
   * be random.
   *
   * @param log what was read from this file
   * @throws DataException if it has no times and nothing says that it has none
   */
  public void requireTimes(Interactions log) {
    if (!log.isTimed() && format.leavesTimesOpen()) {
      throw new DataException(
          ("%s: expected a column of times under one of the usual names, found none; set"
                  + " source.format.timeColumn, to none if the order of rows is that of time")
              .formatted(path));
    }
  }

  /** All locations, in the order of reading. */
  public List<Path> paths() {
    return Stream.concat(Stream.of(path), further.stream()).toList();
  }

  /** The same in another format. */
  public LogFile withFormat(LogFormat format) {
    return new LogFile(path, further, format, maxBadRows, rejects);
  }

  /**
   * The same with some malformed rows skipped.
   *
   * @param rejects file for these; null if they need not be kept
   */
  public LogFile withMaxBadRows(long maxBadRows, @Nullable Path rejects) {
    return new LogFile(path, further, format, maxBadRows, rejects);
  }

  @Override
  public String name() {
    return "file";
  }

  /** The path, and how many there are besides. */
  @Override
  public String description() {
    return further.isEmpty() ? path.toString() : "%s and %d more".formatted(path, further.size());
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if the file or a row of it does not match the format, or the filters
   *     leave nothing; the message is one line: file and line, what was expected and found, what to
   *     do
   */
  @Override
  public Interactions read(Filters filters) throws IOException {
    return new LogReader(format, filters, maxBadRows, rejects).read(paths(), description());
  }
}
