package org.recjpq.savedmodels.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.protocol.BatchSizes;

/**
 * The files that serve a model: TF Serving's configuration of models, batches and monitoring, a
 * Docker Compose file that uses them, and a KServe InferenceService. They are written to the
 * directory {@code deploy} next to the base directory, which TF Serving ignores.
 *
 * <p>Each file is written next to its target and moved there. An existing file is replaced if it is
 * unchanged since this class wrote it; if any has been edited, nothing is written.
 *
 * <p>Source of the formats: TensorFlow Serving, {@code g3doc/serving_config.md} and {@code
 * servables/tensorflow/session_bundle_config.proto}; KServe's guide to TensorFlow. Neither server
 * was available where this was written.
 */
public final class Deployment {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int LONGEST_NAME = 63;
  private static final List<String> FILES =
      List.of(
          "models.config",
          "batching.config",
          "monitoring.config",
          "compose.yaml",
          "inference-service.yaml");

  private final String model;
  private final Path base;
  private final Path directory;

  /**
   * Prepares the files of a model.
   *
   * @param model the name that clients will use: at most 63 lower-case letters, digits and dashes,
   *     starting with a letter and not ending with a dash, which is also valid for Docker Compose
   *     and Kubernetes
   * @param base the directory of the model's versions; need not exist yet
   * @throws IllegalArgumentException if the name is invalid
   */
  public Deployment(String model, Path base) {
    if (!NAME.matcher(model).matches()) {
      throw new IllegalArgumentException(
          ("expected up to 63 lower-case letters, digits and dashes, a letter first and no dash"
                  + " last, found \"%s\"")
              .formatted(model));
    }
    this.model = model;
    this.base = base.toAbsolutePath().normalize();
    this.directory = base.resolveSibling("deploy");
  }

  /** A valid model name similar to {@code name}, which is for instance that of its folder. */
  public static String modelName(String name) {
    String dashed = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String begun = dashed.matches("[a-z].*") ? dashed : "recjpq-" + dashed;
    String cut = begun.substring(0, Math.min(LONGEST_NAME, begun.length()));
    return cut.replaceAll("-+", "-").replaceAll("-$", "");
  }

  /** The directory of the files. */
  public Path directory() {
    return directory;
  }

  /**
   * Checks that the files can be written.
   *
   * @throws DataException naming the first file that has been edited
   */
  public void check() throws IOException {
    for (String name : FILES) {
      Path file = directory.resolve(name);
      if (Files.exists(file) && !HashedText.isUnchanged(Files.readString(file))) {
        throw new DataException(
            ("%s: expected the file as recjpq wrote it, found it changed; move it away, or export"
                    + " without these files")
                .formatted(file));
      }
    }
  }

  /**
   * Writes the files.
   *
   * @param version version to mention in comments
   * @throws DataException if an existing one has been edited; none is written then
   */
  public void write(long version) throws IOException {
    check();
    Map<String, String> values = values(version);
    for (String name : FILES) {
      byte[] text = HashedText.of(filled(template(name), values)).getBytes(StandardCharsets.UTF_8);
      AtomicFiles.write(directory.resolve(name), out -> out.write(text));
    }
  }

  private Map<String, String> values(long version) {
    return Map.of(
        "model", model,
        "version", Long.toString(version),
        "base", quotable(base.getFileName()),
        "parent", quotable(base.getParent()),
        "largestBatch", Integer.toString(BatchSizes.largest()),
        "allowedBatchSizes",
            BatchSizes.ALLOWED.stream()
                .map(size -> "allowed_batch_sizes: " + size)
                .collect(Collectors.joining("\n")));
  }

  /** A path between double quotes, in YAML. */
  private static String quotable(@Nullable Path path) {
    return String.valueOf(path)
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replaceAll("\\p{Cntrl}", "?");
  }

  private static String filled(String template, Map<String, String> values) {
    return Pattern.compile("\\{(\\w+)}")
        .matcher(template)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(values.get(found.group(1)), found.group(1))));
  }

  private static String template(String name) throws IOException {
    try (InputStream in = Deployment.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
