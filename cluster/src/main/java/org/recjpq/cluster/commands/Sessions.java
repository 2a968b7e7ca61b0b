package org.recjpq.cluster.commands;

import org.apache.spark.sql.SparkSession;

/** The session that {@code spark-submit} has configured. */
final class Sessions {
  private Sessions() {}

  static SparkSession of(String command) {
    return SparkSession.builder().appName("recjpq-spark " + command).getOrCreate();
  }
}
