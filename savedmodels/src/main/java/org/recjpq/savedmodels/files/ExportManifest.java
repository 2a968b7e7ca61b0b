package org.recjpq.savedmodels.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * What an export consists of, in {@code assets.extra/manifest.json}, which is written last.
 *
 * @param format of this file, {@link #FORMAT}
 * @param export the model
 * @param data a hash of the training data, or null if unknown
 * @param settings what the training was configured with, by name
 * @param files all files but this one, by their paths within the export, parts separated by {@code
 *     /}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportManifest(
    int format,
    ExportDescription export,
    @Nullable String data,
    Map<String, String> settings,
    SortedMap<String, Content> files) {
  /** Where it is within an export. */
  public static final Path FILE = Path.of("assets.extra", "manifest.json");

  private static final int FORMAT = 1;
  private static final String REMEDY = " copy the export anew, or export the model again";
  private static final int BUFFER_BYTES = 1 << 16;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions
          .build();

  /**
   * The content of a file.
   *
   * @param bytes its size
   * @param sha256 64 hex digits
   */
  public record Content(long bytes, String sha256) {
    /** Reads a file through. */
    public static Content of(Path file) throws IOException {
      MessageDigest digest = newDigest();
      long bytes = 0;
      byte[] buffer = new byte[BUFFER_BYTES];
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          bytes += read;
        }
      }
      return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public String toString() {
      return "%,d bytes with SHA-256 %s".formatted(bytes, sha256);
    }
  }

  /**
   * Writes the manifest of an export that is otherwise complete.
   *
   * @param export what the export says about itself
   * @param data a hash of the training data, or null if unknown
   * @param settings what the training was configured with, by name
   */
  public static void write(
      Path directory, ExportDescription export, @Nullable String data, Map<String, String> settings)
      throws IOException {
    ExportManifest manifest =
        new ExportManifest(FORMAT, export, data, settings, contents(directory));
    Files.write(
        directory.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
  }

  /**
   * Reads the manifest of an export.
   *
   * @throws DataException if there is none, or none of this format
   */
  public static ExportManifest read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      ExportManifest manifest = JSON.readValue(Files.readAllBytes(file), ExportManifest.class);
      if (manifest.format != FORMAT) {
        throw new DataException(
            "%s: expected format %d, found %d; verify with the version of recjpq that wrote it"
                .formatted(file, FORMAT, manifest.format));
      }
      return manifest;
    } catch (NoSuchFileException missing) {
      throw new DataException(
          file + ": expected the manifest of an export, found no file; export the model again",
          missing);
    } catch (JacksonException broken) {
      throw new DataException(
          "%s: expected the manifest of an export, found broken JSON (%s); export the model again"
              .formatted(file, broken.getOriginalMessage()),
          broken);
    } catch (IOException failure) {
      throw new DataException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  /**
   * Compares the files of the export with this manifest.
   *
   * @throws DataException naming the first file that is missing, one too many or different
   */
  public void check(Path directory) throws IOException {
    SortedMap<String, Content> found = contents(directory);
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Content content = found.remove(file.getKey());
      if (content == null) {
        throw new DataException(path + ": expected a file of the export, found none;" + REMEDY);
      }
      if (!content.equals(file.getValue())) {
        throw new DataException(
            "%s: expected %s, found %s;%s".formatted(path, file.getValue(), content, REMEDY));
      }
    }
    if (!found.isEmpty()) {
      throw new DataException(
          "%s: expected only the files of the manifest, found one more; move it out of the export"
              .formatted(directory.resolve(found.firstKey())));
    }
  }

  /** The sizes of all files together, in bytes, without the manifest itself. */
  public long bytes() {
    return files.values().stream().mapToLong(Content::bytes).sum();
  }

  /** Sizes and checksums of all files of an export but its manifest. */
  public static SortedMap<String, Content> contents(Path directory) throws IOException {
    SortedMap<String, Content> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path name = directory.relativize(path);
        if (Files.isRegularFile(path) && !name.equals(FILE)) {
          contents.put(name.toString().replace(File.separatorChar, '/'), Content.of(path));
        }
      }
    }
    return contents;
  }
}
