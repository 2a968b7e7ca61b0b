package org.recjpq.program.checks;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param verdict whether it is as it should be
 * @param subject what was looked at, in a word or two
 * @param text what was found
 * @param advice what to do, or empty
 */
public record Finding(Verdict verdict, String subject, String text, String advice) {
  /** Whether something works. */
  public enum Verdict {
    /** It works. */
    OK,
    /** It works, but there is something to know. */
    NOTE,
    /** It does not work. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Something works. */
  static Finding ok(String subject, String text) {
    return new Finding(Verdict.OK, subject, text, "");
  }

  /** Something works, but not as well as it might. */
  static Finding note(String subject, String text, String advice) {
    return new Finding(Verdict.NOTE, subject, text, advice);
  }

  /** Something does not work. */
  static Finding failed(String subject, String text, String advice) {
    return new Finding(Verdict.FAILED, subject, text, advice);
  }

  /** Whether it does not work. */
  public boolean isFailure() {
    return verdict == Verdict.FAILED;
  }
}
