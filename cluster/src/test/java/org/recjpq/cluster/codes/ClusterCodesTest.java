package org.recjpq.cluster.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.cluster.LocalCluster;

/** See the test of the commands for the codes themselves. */
class ClusterCodesTest {
  @TempDir static Path folder;

  @Test
  void anotherFolderIsRefused() throws IOException {
    SparkSession spark = LocalCluster.session();
    assertEquals(
        folder
            + ": expected a prepared folder, found no manifest.json in it; check the path or"
            + " prepare a log",
        assertThrows(DataException.class, () -> new ClusterCodes(spark, folder.toString()))
            .getMessage());
  }
}
