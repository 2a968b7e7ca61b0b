package org.recjpq.assignment.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aFileIsMadeWithTheDirectoriesAboveIt() throws IOException {
    Path file = directory.resolve("a/b/file");
    AtomicFiles.write(file, out -> out.write(text("new")));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("file"), names(directory.resolve("a/b")));
  }

  @Test
  void aFileIsReplaced() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old and longer");
    AtomicFiles.write(file, out -> out.write(text("new")));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aFileThatIsMadeByItsPathReplacesWhatWasLeft() throws IOException {
    Path file = directory.resolve("file");
    Path left = Files.writeString(directory.resolve(".unfinished-file"), "left by another");
    AtomicFiles.makeFile(
        file,
        unfinished -> {
          assertEquals(left, unfinished);
          assertFalse(Files.exists(unfinished));
          Files.writeString(unfinished, "new");
        });
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("file"), names(directory));
  }

  @Test
  void aFailureThatNamesNothingGetsTheNameOfTheTarget() {
    Path file = directory.resolve("file");
    IOException full =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw new IOException("No space left on device");
                    }));
    assertEquals(file + ": No space left on device", full.getMessage());
    full =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.makeDirectory(
                    file,
                    unfinished -> {
                      throw new IOException(unfinished + ": No space left on device");
                    }));
    assertEquals(
        directory.resolve(".unfinished-file") + ": No space left on device", full.getMessage());
  }

  @Test
  void whatWasLeftUnfinishedIsDeletedAndNothingElse() throws IOException {
    Path below = Files.createDirectories(directory.resolve("a/.unfinished-b/c"));
    Files.writeString(below.resolve("part"), "left");
    Files.writeString(directory.resolve(".unfinished-file"), "left");
    Files.writeString(directory.resolve("a/file"), "whole");
    AtomicFiles.deleteUnfinished(directory);
    assertEquals(List.of("a"), names(directory));
    assertEquals(List.of("file"), names(directory.resolve("a")));
    AtomicFiles.deleteUnfinished(directory.resolve("none"));
  }

  @Test
  void untilItIsWholeTheOldFileStands() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    AtomicFiles.write(
        file,
        out -> {
          out.write(text("new"));
          out.flush();
          assertEquals("old", Files.readString(file));
        });
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(text("half"));
                      throw new IOException("disk full");
                    }));
    assertEquals(file + ": disk full", failure.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names(directory));
  }

  @Test
  void whatAKilledProcessLeftIsReplaced() throws IOException {
    Files.writeString(directory.resolve(AtomicFiles.TEMPORARY_PREFIX + "file"), "left and longer");
    Files.createDirectory(directory.resolve(AtomicFiles.TEMPORARY_PREFIX + "made"));
    Files.writeString(directory.resolve(AtomicFiles.TEMPORARY_PREFIX + "made/left"), "left");
    AtomicFiles.write(directory.resolve("file"), out -> out.write(text("new")));
    AtomicFiles.makeDirectory(
        directory.resolve("made"), made -> Files.writeString(made.resolve("new"), "new"));
    assertEquals(List.of("file", "made"), names(directory));
    assertEquals("new", Files.readString(directory.resolve("file")));
    assertEquals(List.of("new"), names(directory.resolve("made")));
  }

  @Test
  void aDirectoryIsThereWholeOrNotAtAll() throws IOException {
    Path made = directory.resolve("above/made");
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.makeDirectory(
                made,
                unfinished -> {
                  Files.createDirectory(unfinished.resolve("sub"));
                  Files.writeString(unfinished.resolve("sub/file"), "half");
                  throw new IOException("disk full");
                }));
    assertEquals(List.of(), names(directory.resolve("above")));
    AtomicFiles.makeDirectory(
        made,
        unfinished -> {
          assertFalse(Files.exists(made));
          Files.createDirectory(unfinished.resolve("sub"));
          Files.writeString(unfinished.resolve("sub/file"), "whole");
        });
    assertEquals("whole", Files.readString(made.resolve("sub/file")));
  }

  @Test
  void aDirectoryThatHoldsSomethingIsNotReplaced() throws IOException {
    Path made = Files.createDirectory(directory.resolve("made"));
    Files.writeString(made.resolve("old"), "old");
    assertThrows(
        FileSystemException.class,
        () ->
            AtomicFiles.makeDirectory(
                made, unfinished -> Files.writeString(unfinished.resolve("new"), "new")));
    assertEquals(List.of("old"), names(made));
    assertEquals(List.of("made"), names(directory));
  }

  @Test
  void deletingTakesAllBelowAndStopsAtLinks() throws IOException {
    Path kept = Files.writeString(directory.resolve("kept"), "kept");
    Path tree = Files.createDirectories(directory.resolve("tree/sub"));
    Files.writeString(tree.resolve("file"), "");
    Files.createSymbolicLink(tree.resolve("link"), kept);
    AtomicFiles.deleteRecursively(directory.resolve("tree"));
    AtomicFiles.deleteRecursively(directory.resolve("tree"));
    assertEquals(List.of("kept"), names(directory));
    assertTrue(Files.exists(kept));
  }

  @Test
  void theRootIsNoPlaceForAFile() {
    IOException failure =
        assertThrows(IOException.class, () -> AtomicFiles.write(Path.of("/"), out -> {}));
    assertEquals("/: expected a file or directory below the root", failure.getMessage());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> names(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }
}
