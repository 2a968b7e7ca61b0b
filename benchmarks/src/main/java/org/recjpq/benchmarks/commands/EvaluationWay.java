package org.recjpq.benchmarks.commands;

/** A way to evaluate a model over the whole catalogue. */
enum EvaluationWay {
  FULL_TABLE("full table, ranks from all scores in the graph", false),
  ALL_SCORES("RecJPQ, ranks from all scores in the graph", false),
  TOP_K("RecJPQ, lists of 10 by PQTopK in the graph", false),
  SCAN("RecJPQ, ranks by scans", true),
  SCAN_AND_LISTS("RecJPQ, ranks and lists of 10 by scans", true);

  private final String title;
  private final boolean isScan;

  EvaluationWay(String title, boolean isScan) {
    this.title = title;
    this.isScan = isScan;
  }

  String title() {
    return title;
  }

  /** Whether it never holds all scores of a batch. */
  boolean isScan() {
    return isScan;
  }
}
