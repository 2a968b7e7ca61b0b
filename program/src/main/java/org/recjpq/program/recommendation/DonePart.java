package org.recjpq.program.recommendation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.Checksums;

/** Notes next to a finished part what is in it, so that a cut or changed one is written again. */
final class DonePart {
  private DonePart() {}

  /** Notes that a part is complete. */
  static void note(Path part) throws IOException {
    byte[] text = content(part).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file(part), out -> out.write(text));
  }

  /** Whether a part is there and complete; one without a note is, because it is moved there. */
  static boolean isDone(Path part) throws IOException {
    if (!Files.exists(part)) {
      return false;
    }
    Path note = file(part);
    return !Files.exists(note) || Files.readString(note).equals(content(part));
  }

  private static Path file(Path part) {
    return part.resolveSibling(".done-" + part.getFileName());
  }

  private static String content(Path part) throws IOException {
    return "%d bytes, CRC32C %s%n".formatted(Files.size(part), Checksums.crc32c(part));
  }
}
