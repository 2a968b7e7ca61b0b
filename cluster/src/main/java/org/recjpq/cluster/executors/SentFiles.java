package org.recjpq.cluster.executors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files that the driver has packed. */
final class SentFiles {
  private SentFiles() {}

  /** Unpacks a zip into a folder. */
  static void unzip(InputStream packed, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(packed)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("expected a name below the folder, found " + entry.getName());
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(zip, file);
      }
    }
  }
}
