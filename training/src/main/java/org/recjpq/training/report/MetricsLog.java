package org.recjpq.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Seal;

/**
 * The evaluations of a run, one JSON object per line, each appended in one write.
 *
 * <p>An incomplete last line, as after a power cut, is not an entry: reading skips it and {@link
 * #dropAfter} removes it.
 */
public final class MetricsLog {
  private static final String MEMORY = "memory";

  private final Path file;

  /** The log in {@code file}, usually {@code <run>/metrics.jsonl}; it need not exist yet. */
  public MetricsLog(Path file) {
    this.file = file;
  }

  /**
   * Adds an evaluation.
   *
   * @throws DataException if writing fails
   */
  public void append(MetricsEntry entry) {
    try {
      Files.write(file, line(entry), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw refused(failure);
    }
  }

  /**
   * All evaluations in the order they were added; none if there is no file.
   *
   * @throws DataException if a line is not an evaluation
   */
  public List<MetricsEntry> entries() {
    List<MetricsEntry> entries = new ArrayList<>();
    for (String line : wholeLines()) {
      try {
        ObjectNode tree = Json.mapper().readValue(line, ObjectNode.class);
        Seal seal = Seal.take(tree, tree);
        if (!tree.has(MEMORY)) {
          tree.putNull(MEMORY); // no memory, or written by an older version
        }
        MetricsEntry entry = Json.mapper().treeToValue(tree, MetricsEntry.class);
        seal.check();
        entries.add(entry);
      } catch (JsonProcessingException | DataException failure) {
        throw new DataException(
            "%s:%d: expected an evaluation of this version as JSON, found: %s; remove the line"
                .formatted(file, entries.size() + 1, Json.problem(failure)),
            failure);
      }
    }
    return entries;
  }

  /**
   * Drops the evaluations after {@code step}: a run that is resumed there repeats them.
   *
   * @throws DataException if a line is not an evaluation or writing fails
   */
  public void dropAfter(long step) {
    List<MetricsEntry> kept = entries().stream().filter(entry -> entry.step() <= step).toList();
    try {
      AtomicFiles.write(
          file,
          out -> {
            for (MetricsEntry entry : kept) {
              out.write(line(entry));
            }
          });
    } catch (IOException failure) {
      throw refused(failure);
    }
  }

  private List<String> wholeLines() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(NoDirectory.at(file));
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (CharacterCodingException notText) {
      throw new DataException(
          file + ": expected a text file, found bytes that are not UTF-8; move it away", notText);
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected a text file, found: %s; move it away".formatted(file, failure.getMessage()),
          failure);
    }
  }

  private static byte[] line(MetricsEntry entry) throws JsonProcessingException {
    ObjectNode tree = Json.tree(entry);
    if (entry.memory() == null) {
      tree.remove(MEMORY);
    }
    Seal.put(tree, tree);
    return (Json.mapper().writeValueAsString(tree) + "\n").getBytes(UTF_8);
  }

  private DataException refused(IOException failure) {
    return new DataException(
        "%s: expected to write an evaluation, found: %s; free space or check permissions"
            .formatted(file, failure.getMessage()),
        failure);
  }
}
