package org.recjpq.program.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.json.Json;
import org.recjpq.savedmodels.records.TfRecordReader;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * What a finished run has that must not depend on how often it was killed: the names of its files,
 * the content of those without times, and all figures of the others.
 *
 * @param parts by name
 */
record RunContents(SortedMap<String, String> parts) {
  /** Fields of JSON files that tell times, places and checksums over these. */
  private static final List<String> OF_THE_MACHINE =
      List.of(
          "elapsedSeconds",
          "trainingSeconds",
          "secondsPerCase",
          "crc32c",
          "peakMemoryBytes",
          "tensorBytes");

  /** Reads a run. */
  static RunContents of(Path run) throws IOException {
    SortedMap<String, String> parts = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (String name : Folders.files(run)) {
      if (name.contains("tfevents")) {
        events(run.resolve(name))
            .forEach((what, value) -> parts.merge(what, value, RunContents::one));
        continue;
      }
      names.add(name);
      String file = String.valueOf(Path.of(name).getFileName());
      if (file.endsWith(".json") && !file.equals("manifest.json")) {
        parts.put(
            name, withoutTimes(Json.mapper().readTree(run.resolve(name).toFile())).toString());
      } else if (file.equals("metrics.jsonl")) {
        parts.put(name, lines(run.resolve(name)));
      } else if (!isOfTheMachine(file)) {
        parts.put(name, Checksums.sha256(run.resolve(name)));
      }
    }
    parts.put("names", names.toString());
    return new RunContents(parts);
  }

  /** The events of a step that a resumed run repeats are equal. */
  private static String one(String first, String second) {
    return first.equals(second) ? first : first + " and " + second;
  }

  private static boolean isOfTheMachine(String file) {
    return List.of("report.html", "manifest.json", "README.md", "checkpoint").contains(file);
  }

  private static String lines(Path file) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      lines.append(withoutTimes(Json.mapper().readTree(line))).append('\n');
    }
    return lines.toString();
  }

  private static JsonNode withoutTimes(JsonNode tree) {
    if (tree instanceof ObjectNode fields) {
      List<String> names = new ArrayList<>();
      fields.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (OF_THE_MACHINE.contains(name) || name.toLowerCase(Locale.ROOT).contains("seconds")) {
          fields.remove(name);
        }
      }
    }
    tree.forEach(RunContents::withoutTimes);
    return tree;
  }

  /** Scalars of the training and of validations, by tag and step, without times and memory. */
  private static Map<String, String> events(Path file) throws IOException {
    Map<String, String> scalars = new TreeMap<>();
    for (byte[] record : TfRecordReader.read(file)) {
      Event event = Event.parseFrom(record);
      for (Summary.Value value : event.getSummary().getValueList()) {
        String tag = value.getTag();
        if (Stream.of("train/loss", "train/gradient_norm", "train/learning_rate")
                .anyMatch(tag::equals)
            || (tag.startsWith("validation/") && !tag.endsWith("seconds"))) {
          String number = HexFormat.of().formatHex(value.getTensor().toByteArray());
          scalars.merge(tag + " at " + event.getStep(), number, RunContents::one);
        }
      }
    }
    return scalars;
  }

  /** Says what differs, in at most a few lines; empty if nothing does. */
  List<String> differences(RunContents other) {
    List<String> differences = new ArrayList<>();
    TreeMap<String, String> all = new TreeMap<>(parts);
    all.putAll(other.parts);
    for (String name : all.keySet()) {
      String here = parts.get(name);
      String there = other.parts.get(name);
      if (!Objects.equals(here, there)) {
        differences.add(
            "%s: expected %s, found %s".formatted(name, cut(here, there), cut(there, here)));
      }
    }
    return differences;
  }

  /** A text from shortly before where it begins to differ from another. */
  private static String cut(@Nullable String text, @Nullable String other) {
    if (text == null || other == null) {
      return text == null ? "none" : text.substring(0, Math.min(80, text.length()));
    }
    int at = Arrays.mismatch(text.toCharArray(), other.toCharArray());
    int from = Math.max(0, at - 40);
    return text.substring(from, Math.min(text.length(), from + 160)).replace('\n', ' ');
  }
}
