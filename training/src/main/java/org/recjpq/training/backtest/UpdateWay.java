package org.recjpq.training.backtest;

import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.parts.Part;
import org.recjpq.training.runs.Run;

/** A way of bringing a model up to date. */
public interface UpdateWay extends Part {
  /**
   * A model that is up to date, with its best weights in memory.
   *
   * @param run with the window's test cases, to be closed by the caller
   * @param steps that it was trained for
   */
  record Updated(Run run, long steps) {}

  /**
   * Brings a model up to date with all that comes before a window.
   *
   * @param last folder of the run that this way left at the window before, or of the first training
   * @param fresh folder for a new run, which does not exist
   */
  Updated update(Window window, Path last, Path fresh) throws IOException, InterruptedException;
}
