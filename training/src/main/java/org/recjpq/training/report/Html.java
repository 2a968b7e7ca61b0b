package org.recjpq.training.report;

/** Text inside HTML. */
final class Html {
  private Html() {}

  /** {@code text} as it may stand between tags or in a quoted attribute; control characters go. */
  static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]|[\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
