package org.recjpq.program.options;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the lists of a command are made with: an export, titles, and whether seen items count. */
public final class ListOptions {
  /** Asked for the lists. */
  @Mixin public ExportOptions export = new ExportOptions();

  /** Whether the items of a history are left out of its list. */
  @Option(names = "--exclude-seen", description = "Leave the items of the history out of the list.")
  public boolean excludeSeen;

  /** Shown next to the ids. */
  @Mixin public TitleOptions titles = new TitleOptions();
}
