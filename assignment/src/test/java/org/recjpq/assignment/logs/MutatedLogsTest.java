package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

/**
 * A campaign: changed logs are refused in one line, or read as Commons CSV by itself reads them.
 * {@code testdata/campaigns/README.md} says how to run more of it.
 */
class MutatedLogsTest {
  private static final int LOGS = Integer.getInteger("recjpq.campaign.logs", 600);
  private static final String HEADING = "user,item,timestamp\n";
  private static final String BASE =
      HEADING + "u1,a,30\nu2,\"b,1\",20\n\nu1,\"c \"\"x\"\"\",10\r\nü3,d,5\nu2,a,20\nu1,e,20.5\n";
  private static final List<String> PIECES =
      List.of(",", "\"", "\n", "\r", "\r\n", "\t", ";", " ", "'", "0", ".", "-", "NA", "\ufeff");

  @TempDir private Path directory = Path.of("");

  @Test
  void acceptedLogsAreReadAsCommonsCsvReadsThem() throws IOException {
    SplittableRandom random = new SplittableRandom(18);
    Path file = directory.resolve("log.csv");
    int compared = 0;
    for (int i = 0; i < LOGS; i++) {
      byte[] changed = changed(BASE.getBytes(StandardCharsets.UTF_8), random);
      Files.write(file, changed);
      String text = text(changed);
      try {
        Interactions log = Interactions.read(file);
        if (text.startsWith(HEADING)) {
          assertEquals(expected(text), sequences(log), text);
          compared++;
        }
      } catch (DataException refused) {
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
      }
    }
    assertTrue(compared > LOGS / 20, compared + " compared");
  }

  /** One to three changes anywhere. */
  private static byte[] changed(byte[] base, SplittableRandom random) {
    byte[] bytes = base;
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      byte[] start = Arrays.copyOf(bytes, at);
      byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> joined(start, Arrays.copyOfRange(rest, 1, rest.length));
            case 1 -> start;
            case 2 -> joined(start, joined(rest, rest));
            case 3 -> joined(start, joined(new byte[] {(byte) random.nextInt(256)}, rest));
            default ->
                joined(
                    start,
                    joined(
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8),
                        rest));
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
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException none) {
      return "";
    }
  }

  /** The items of each user in order of time, by another way. */
  private static Map<String, List<String>> expected(String text) throws IOException {
    Map<String, List<CSVRecord>> byUser = new LinkedHashMap<>();
    try (var parser =
        CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text))) {
      parser.stream()
          .skip(1)
          .forEach(
              row ->
                  byUser.computeIfAbsent(row.get(0).strip(), user -> new ArrayList<>()).add(row));
    }
    Map<String, List<String>> expected = new LinkedHashMap<>();
    byUser.forEach(
        (user, rows) -> {
          rows.sort(Comparator.comparing(row -> new BigDecimal(row.get(2).strip())));
          expected.put(
              user, rows.stream().map(row -> row.get(1).strip()).collect(Collectors.toList()));
        });
    return expected;
  }

  private static Map<String, List<String>> sequences(Interactions log) {
    Map<String, List<String>> sequences = new LinkedHashMap<>();
    for (int user = 0; user < log.users(); user++) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < log.length(user); i++) {
        items.add(log.itemIds().get(log.item(user, i)));
      }
      sequences.put(log.userId(user), items);
    }
    return sequences;
  }
}
