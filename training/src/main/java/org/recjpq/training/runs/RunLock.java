package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Keeps other processes from the same work in the folder of a run. The operating system releases
 * the lock when the process ends, however it ends; the file stays and says nothing by itself.
 */
public final class RunLock implements AutoCloseable {
  /** The lock file of trainings. */
  static final String TRAINING = ".lock";

  /** The lock file of exports. */
  static final String EXPORT = ".export.lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of trainings; creates the folder if needed.
   *
   * @throws DataException if another training has it
   */
  static RunLock ofTraining(RunFolder folder) throws IOException {
    return take(folder, TRAINING, false);
  }

  /**
   * Takes the lock of a folder of several runs; creates it if needed.
   *
   * @throws DataException if another process has it
   */
  public static RunLock ofFolder(Path root) throws IOException {
    return take(new RunFolder(root), TRAINING, false);
  }

  /**
   * Takes the lock of exports; waits as long as another process has it.
   *
   * @throws DataException if another export of this process has it
   */
  static RunLock ofExport(RunFolder folder) throws IOException {
    return take(folder, EXPORT, true);
  }

  private static RunLock take(RunFolder folder, String name, boolean waits) throws IOException {
    Files.createDirectories(folder.root());
    Path file = folder.root().resolve(name);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = waits ? channel.lock() : channel.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      lock = null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new DataException(
          "%s: expected a folder that nothing else is writing to, found another process at it; wait"
                  .formatted(folder.root())
              + " for its end or use another folder");
    }
    return new RunLock(channel);
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    channel.close(); // releases the lock too
  }
}
