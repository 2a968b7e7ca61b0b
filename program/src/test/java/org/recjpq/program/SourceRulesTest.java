package org.recjpq.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules on sources that cannot be checked in class files. */
class SourceRulesTest {
  private static final Path ROOT =
      Objects.requireNonNull(
          Path.of(System.getProperty("recjpq.testdata", "../testdata"))
              .toAbsolutePath()
              .getParent());
  private static final List<String> LIBRARY =
      List.of("assignment", "graph", "savedmodels", "training");
  private static final int MOST_LINES = 450;

  /** A command-line option in a text: two dashes before a word. */
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^(?: {2})?public (?:\\w+ )*(?:class|interface|record|enum|@interface) \\w+");

  private static List<Path> sources(String module) throws IOException {
    Path root = ROOT.resolve(module).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : LIBRARY) {
      all.addAll(sources(module));
    }
    all.addAll(sources("program"));
    all.addAll(sources("benchmarks"));
    all.addAll(sources("cluster"));
    assertFalse(all.size() < 200, "too few sources to be all: " + all.size());
    return all;
  }

  private static String place(Path file, int line) {
    return ROOT.relativize(file) + ":" + (line + 1);
  }

  @Test
  void theLibraryKnowsNoOptionOfTheProgram() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : LIBRARY) {
      for (Path file : sources(module)) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (OPTION.matcher(lines.get(i)).find() && !isOfOthers(lines.get(i))) {
            found.add(place(file, i) + ": " + lines.get(i).strip());
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }

  /** Style sheets name their variables so, and files that an export writes the flags of servers. */
  private static boolean isOfOthers(String line) {
    return line.contains("var(--")
        || line.matches(".*--(ink|curve|model_|monitoring_|batching_|enable_|rest_).*");
  }

  @Test
  void noFileIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : all()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        tooLong.add(ROOT.relativize(file) + ": " + lines);
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void everyPublicTypeHasJavadoc() throws IOException {
    List<String> without = new ArrayList<>();
    for (Path file : all()) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (PUBLIC_TYPE.matcher(lines.get(i)).find() && !hasJavadoc(lines, i)) {
          without.add(place(file, i));
        }
      }
    }
    assertEquals(List.of(), without);
  }

  /** Between a declaration and its Javadoc there may be annotations only. */
  private static boolean hasJavadoc(List<String> lines, int declaration) {
    for (int i = declaration - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.endsWith("*/")) {
        return true;
      }
      if (line.isEmpty() || line.endsWith("}") && !line.startsWith("@") && !line.contains(")")) {
        return false;
      }
    }
    return false;
  }

  /** Whoever works on one machine never meets Spark. */
  @Test
  void onlyTheModuleOfTheClusterKnowsSpark() throws IOException {
    assertThrows(
        ClassNotFoundException.class, () -> Class.forName("org.apache.spark.SparkContext"));
    List<String> found = new ArrayList<>();
    for (Path file : all()) {
      if (!file.startsWith(ROOT.resolve("cluster"))
          && Files.readString(file).contains("org.apache.spark")) {
        found.add(ROOT.relativize(file).toString());
      }
    }
    for (String module :
        List.of("bom", "assignment", "graph", "savedmodels", "training", "program", "benchmarks")) {
      String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
      if (pom.contains("org.apache.spark")) {
        found.add(module + "/pom.xml");
      }
    }
    assertEquals(List.of(), found);
  }
}
