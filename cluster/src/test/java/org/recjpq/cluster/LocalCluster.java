package org.recjpq.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A cluster on this machine: a master, and two executors in processes of their own. */
public final class LocalCluster {
  private static @Nullable SparkSession session;

  private LocalCluster() {}

  /** The session of all tests of this JVM; they are skipped where there is no place for it. */
  public static synchronized SparkSession session() throws IOException {
    String home = System.getenv("SPARK_HOME");
    Assumptions.assumeTrue(
        home != null, "SPARK_HOME is not set, so no cluster is started; mvn sets it");
    if (session == null) {
      // Executors look for these folders, of a distribution and of a build of Spark.
      Files.createDirectories(Path.of(home, "jars"));
      Files.createDirectories(Path.of(home, "launcher", "target", "scala-2.13"));
      session =
          SparkSession.builder()
              .master("local-cluster[2,1,1024]")
              .appName("tests")
              .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
              .config(
                  "spark.executor.extraJavaOptions",
                  "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dorg.bytedeco.javacpp.cachedir="
                      + Path.of(System.getProperty("user.home"), ".javacpp", "cache"))
              .config("spark.executorEnv.TF_CPP_MIN_LOG_LEVEL", "2")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "4")
              .config("spark.sql.warehouse.dir", Path.of(home, "warehouse").toUri().toString())
              .config("spark.ui.enabled", "false")
              .getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
    }
    return session;
  }
}
