package org.recjpq.training.report;

/** Escapes text for HTML. */
final class Html {
  private Html() {}

  /**
   * Escapes {@code text} for use between tags or in a quoted attribute; control characters are
   * removed.
   */
  static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]|[\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
