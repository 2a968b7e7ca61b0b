package org.recjpq.assignment.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Writes files and directories next to their target, flushes them to disk and moves them there.
 *
 * <p>Whatever happens, the target is either unchanged or complete; a killed process leaves behind
 * only a sibling whose name starts with {@link #TEMPORARY_PREFIX}.
 */
public final class AtomicFiles {
  /** Prefix of the name of everything that is incomplete. */
  public static final String TEMPORARY_PREFIX = ".unfinished-";

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to {@code out}, which the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file by its path, for libraries that need one. */
  @FunctionalInterface
  public interface Making {
    /** Creates {@code file}, which does not exist. */
    void make(Path file) throws IOException;
  }

  /** Fills a directory. */
  @FunctionalInterface
  public interface Filling {
    /** Writes into {@code directory}, which exists and is empty. */
    void fill(Path directory) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if anything fails; {@code file} is then unchanged
   */
  public static void write(Path file, Content content) throws IOException {
    makeFile(
        file,
        unfinished -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            content.writeTo(out);
          }
        });
  }

  /**
   * As {@link #write}, for content that is written by the path of a file.
   *
   * @throws IOException if anything fails; {@code file} is then unchanged
   */
  public static void makeFile(Path file, Making making) throws IOException {
    Path unfinished = unfinished(file);
    Files.deleteIfExists(unfinished);
    try {
      making.make(unfinished);
      force(unfinished);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceParent(file);
    } catch (IOException failure) {
      throw named(file, failure);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * Creates {@code directory}, which must not exist, with everything that {@code filling} writes
   * into it.
   *
   * @throws IOException if anything fails; {@code directory} then does not exist
   */
  public static void makeDirectory(Path directory, Filling filling) throws IOException {
    Path unfinished = unfinished(directory);
    deleteRecursively(unfinished);
    try {
      Files.createDirectories(unfinished);
      filling.fill(unfinished);
      forceAll(unfinished);
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
      forceParent(directory);
    } catch (IOException failure) {
      throw named(directory, failure);
    } finally {
      deleteRecursively(unfinished);
    }
  }

  /** Deletes {@code path} with everything below it; does nothing if it does not exist. */
  public static void deleteRecursively(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Deletes what killed processes left unfinished in a directory and in those below it; does
   * nothing if it does not exist. Call it only where nothing else writes.
   */
  public static void deleteUnfinished(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> entries;
    try (var paths = Files.list(directory)) {
      entries = paths.toList();
    }
    for (Path entry : entries) {
      if (String.valueOf(entry.getFileName()).startsWith(TEMPORARY_PREFIX)) {
        deleteRecursively(entry);
      } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        deleteUnfinished(entry);
      }
    }
  }

  private static Path unfinished(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      throw new IOException(target + ": expected a file or directory below the root");
    }
    Files.createDirectories(parent);
    return parent.resolve(TEMPORARY_PREFIX + name);
  }

  /** A failure that names the target, such as that of a full disk, which names nothing. */
  private static IOException named(Path target, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    boolean isNamed =
        failure instanceof FileSystemException
            || message.contains(String.valueOf(target.getFileName()));
    return isNamed ? failure : new IOException(target + ": " + message, failure);
  }

  private static void forceAll(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path)) {
          force(path);
        }
      }
    }
  }

  private static void forceParent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      force(parent); // makes the move itself durable; Windows cannot open a directory
    }
  }

  private static void force(Path path) throws IOException {
    StandardOpenOption option =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
