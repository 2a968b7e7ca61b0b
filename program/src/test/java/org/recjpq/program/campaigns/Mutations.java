package org.recjpq.program.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;

/**
 * Changes the bytes of files at random; what reads a changed file refuses it in one line, or reads
 * what the file says.
 */
final class Mutations {
  private static final List<String> PIECES =
      List.of(
          ",", "\"", "\n", "\r", "\r\n", "\t", ";", "|", " ", "'", "0", ".", "-", "{", "}", "[",
          "]", ":", "null", "\\", "NA", "\ufeff", "sep=;\n", "::", "u'");

  private final Path file;
  private final SplittableRandom random = new SplittableRandom(18);
  private int accepted;
  private int compared;
  private int refused;

  /** Writes the changed files to one place. */
  Mutations(Path file) {
    this.file = file;
  }

  /** Reads a file, to compare the result with another one. */
  interface Reading {
    Object read(Path file) throws IOException;
  }

  /** What the changed text is by itself; empty if it is not clear. */
  interface Expectation {
    Optional<Object> of(String text) throws IOException;
  }

  /** Tries {@code count} changes of a file. */
  void run(int count, byte[] base, Reading reading, Expectation expectation) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] changed = changed(base);
      Files.write(file, changed);
      try {
        Object found = reading.read(file);
        accepted++;
        Optional<Object> expected = expectation.of(text(changed));
        if (expected.isPresent()) {
          assertEquals(expected.get(), found, () -> described(changed));
          compared++;
        }
      } catch (DataException stated) {
        refused++;
        String message = String.valueOf(stated.getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
      }
    }
    System.getLogger("campaign")
        .log(
            System.Logger.Level.INFO,
            "{0} of {1}: in all {2} accepted, {3} of them compared, and {4} refused",
            count,
            text(base).lines().findFirst().orElse("no text"),
            accepted,
            compared,
            refused);
  }

  /** Files that were read, and were clear enough to compare. */
  int compared() {
    return compared;
  }

  /** Files that were refused in one line. */
  int refused() {
    return refused;
  }

  /** One to three changes anywhere. */
  private byte[] changed(byte[] base) {
    byte[] bytes = base;
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      byte[] start = Arrays.copyOf(bytes, at);
      byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> joined(start, Arrays.copyOfRange(rest, 1, rest.length));
            case 1 -> start;
            case 2 -> joined(start, joined(rest, rest));
            case 3 -> joined(start, joined(new byte[] {(byte) random.nextInt(256)}, rest));
            case 4 -> {
              rest[0] = (byte) random.nextInt(256);
              yield joined(start, rest);
            }
            default -> {
              byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
              yield joined(start, joined(piece, rest));
            }
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The text, or an empty one if it is none. */
  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException none) {
      return "";
    }
  }

  /** A text, or the bytes of another file. */
  private static String described(byte[] bytes) {
    String text = text(bytes);
    return text.isEmpty() ? HexFormat.of().formatHex(bytes) : text;
  }

  /** The items of each user in order of time. */
  static Map<String, List<String>> sequences(Interactions log) {
    Map<String, List<String>> sequences = new LinkedHashMap<>();
    for (int user = 0; user < log.users(); user++) {
      int of = user;
      sequences.put(
          log.userId(user),
          IntStream.range(0, log.length(user))
              .mapToObj(i -> log.itemIds().get(log.item(of, i)))
              .toList());
    }
    return sequences;
  }
}
