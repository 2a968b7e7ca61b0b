package org.recjpq.training.report;

/** Escapes text for HTML. */
public final class Html {
  private Html() {}

  /**
   * Escapes {@code text} for use between tags or in a quoted attribute; control characters are
   * removed.
   */
  public static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]|[\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
