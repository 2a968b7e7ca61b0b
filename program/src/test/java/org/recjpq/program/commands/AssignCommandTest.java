package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.program.CommandRun;

class AssignCommandTest {
  private static final int USERS = 40;

  @TempDir Path folder;

  /** Half of the users interact with items a to e, the others with v to z; a and v most often. */
  @BeforeEach
  void writeLog() throws IOException {
    List<String> rows = new ArrayList<>(List.of("user,item,time"));
    for (int user = 0; user < USERS; user++) {
      String items = user % 2 == 0 ? "abacadae" : "vwvxvyvz";
      for (int i = 0; i < items.length(); i++) {
        rows.add("%d,%c,%d".formatted(user, items.charAt((i + user) % items.length()), i));
      }
    }
    Files.write(folder.resolve("log.csv"), rows);
  }

  @Test
  void writesCodesAndCatalogue() throws IOException {
    CommandRun run = assign("--codes=svd", "--splits=2", "--sub-ids=4");
    assertEquals(0, run.exitCode(), run.err());
    ItemCodes codes = CodesFile.read(folder.resolve("codes"));
    Catalogue catalogue = Catalogue.read(folder.resolve("codes.catalogue"));
    assertEquals(new CodeShape(2, 4), codes.shape());
    assertEquals(10, catalogue.size());
    assertEquals(12, codes.rows());
  }

  @Test
  void reportsOnTheCodes() {
    List<String> lines = assign("--codes=qr").out().lines().toList();
    // Twelve rows are cut by 4: items 0 to 3, 4 to 7 and 8 to 9 have the quotients 0 to 2.
    assertEquals("split  sub-ids used    entropy in bits", lines.get(0));
    assertEquals("    0        3 of 4    1.522 of 2.000", lines.get(1));
    assertEquals("Items that share their code with another item: 0 of 10", lines.get(3));
    assertEquals("Nearest items by shared sub-ids (of 2)", lines.get(5));
    assertEquals("a", lines.get(6));
  }

  @Test
  void saysWhatTheCodesSayOfVectors() {
    CommandRun run = assign("--codes=pq", "--dimension=32", "--splits=8");
    String out = run.out();
    assertTrue(out.contains("Lost of the vectors (squared error): 0.0 %"), out + run.err());
    assertTrue(out.contains("Nearest 10 items by vector that stay the nearest: 100.0 %"), out);
    assertTrue(out.matches("(?s).*NDCG@10 of the next item by the last one: 0[.]\\d{4}, .*"), out);
    String without = assign("--codes=qr", "--no-quality").out();
    assertFalse(without.contains("NDCG"), without);
  }

  @Test
  void vectorsAreAChoice() {
    CommandRun run = assign("--codes=rq", "--dimension=4", "--vectors=user-item", "--no-quality");
    assertEquals(0, run.exitCode(), run.err());
    CommandRun wrong = assign("--codes=svd", "--vectors=user-item");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().startsWith("--vectors has no effect on svd; leave it out"), wrong.err());
  }

  @Test
  void takesCodesFromAFile() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String item : "a,b,c,d,e,v,w,x,y,z".split(",")) {
      rows.add(item + "," + rows.size() + ",300");
    }
    Path file = Files.write(folder.resolve("own.csv"), rows);
    CommandRun run = assign("--codes-file=" + file, "--no-quality");
    assertEquals(0, run.exitCode(), run.err());
    ItemCodes codes = CodesFile.read(folder.resolve("codes"));
    assertEquals(new CodeShape(2, 301), codes.shape());
    Catalogue catalogue = Catalogue.read(folder.resolve("codes.catalogue"));
    assertEquals(9, codes.subId(catalogue.indexOf("z"), 0));
  }

  /**
   * Two groups of equal vectors: items of a group have equal codes, those of different ones not.
   */
  @Test
  void takesVectorsFromAFile() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String item : "a,b,c,d,e,v,w,x,y,z".split(",")) {
      rows.add(item + (rows.size() < 5 ? ",1,0" : ",0,1"));
    }
    Path file = Files.write(folder.resolve("own.csv"), rows);
    CommandRun run =
        assign(
            "--codes=pq", "--splits=2", "--dimension=4", "--vectors-file=" + file, "--no-quality");
    assertEquals(0, run.exitCode(), run.err());
    ItemCodes codes = CodesFile.read(folder.resolve("codes"));
    Catalogue catalogue = Catalogue.read(folder.resolve("codes.catalogue"));
    int first = codes.subId(catalogue.indexOf("a"), 0);
    assertEquals(first, codes.subId(catalogue.indexOf("e"), 0));
    assertNotEquals(first, codes.subId(catalogue.indexOf("z"), 0));
  }

  @Test
  void vectorsWithoutTheirFileAreOneLine() {
    CommandRun run = assign("--codes=pq", "--splits=2", "--dimension=4", "--vectors=file");
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err()
            .contains(
                "vectors: expected a file of vectors, found none; name a CSV, Parquet or NumPy"
                    + " file"),
        run.err());
  }

  @Test
  void codesWithoutTheirFileAreWrongUse() {
    CommandRun run = assign("--codes=file");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("--codes: expected a file of codes, found none; name one"), run.err());
  }

  @Test
  void showsTitlesWhereThereAreAny() throws IOException {
    Files.write(folder.resolve("titles.csv"), List.of("item,title", "a,First", "q,None"));
    CommandRun run = assign("--codes=qr", "--items=" + folder.resolve("titles.csv"));
    List<String> lines = run.out().lines().toList();
    assertEquals("a  First", lines.get(6), run.err());
    assertTrue(lines.contains("v"));
  }

  @Test
  void withoutALogItIsWrongUse() {
    CommandRun run = CommandRun.of(new AssignCommand());
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("expected a log, found none; name it with --log FILE"), run.err());
  }

  @Test
  void anOptionWithoutEffectIsWrongUse() {
    CommandRun run = assign("--codes=qr", "--splits=2");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("--splits has no effect on qr; leave it out"), run.err());
    assertFalse(Files.exists(folder.resolve("codes")));
  }

  private CommandRun assign(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--log=" + folder.resolve("log.csv"),
                "--output=" + folder.resolve("codes"),
                "--validation-users=0"));
    arguments.addAll(List.of(options));
    return CommandRun.of(new AssignCommand(), arguments.toArray(String[]::new));
  }
}
