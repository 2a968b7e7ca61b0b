package org.recjpq.program.console;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output in UTF-8, of which a failure ends the work: a {@link PrintWriter} by itself
 * leaves out what cannot be written, and a cut file would look complete.
 */
public final class StandardOutput {
  private StandardOutput() {}

  /** Something could not be written to standard output. */
  public static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean closed;

    FailedException(IOException failure) {
      super(
          "standard output: expected to write everything, found: %s; free space or write elsewhere"
              .formatted(failure.getMessage()),
          failure);
      String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
      this.closed = reason.contains("broken pipe") || reason.contains("connection reset");
    }

    /** Whether nobody reads the output any more, so that there is nothing to report. */
    public boolean isClosed() {
      return closed;
    }
  }

  /** Opens standard output; writing to it can throw a {@link FailedException}. */
  public static PrintWriter open() {
    return open(new FileOutputStream(FileDescriptor.out));
  }

  /** The same for any stream. */
  static PrintWriter open(OutputStream target) {
    var writer = new OutputStreamWriter(new Failing(target), StandardCharsets.UTF_8);
    return new PrintWriter(new BufferedWriter(writer), true);
  }

  /** Turns failures into exceptions that a {@link PrintWriter} does not catch. */
  private static final class Failing extends OutputStream {
    private final OutputStream target;

    Failing(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        target.write(bytes, offset, length);
      } catch (IOException failure) {
        throw new FailedException(failure);
      }
    }

    @Override
    public void flush() {
      try {
        target.flush();
      } catch (IOException failure) {
        throw new FailedException(failure);
      }
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
