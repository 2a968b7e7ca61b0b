package org.recjpq.cluster.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.prepared.PreparedOptions;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.cluster.LocalCluster;
import org.recjpq.cluster.preparation.BadRowPolicy;
import org.recjpq.cluster.preparation.ClusterPreparation;
import org.recjpq.cluster.sources.ClusterLog;

class ClusterCodesTest {
  private static final int SEED = 42;

  @TempDir static Path folder;

  @Test
  void theCodesAreThoseOfOneMachineCellByCell() throws IOException {
    SparkSession spark = LocalCluster.session();
    Path log = folder.resolve("log.csv");
    try (Writer out = Files.newBufferedWriter(log)) {
      new SyntheticLog(3000, 700, 60_000, 0.7, 20, 3).writeCsv(out);
    }
    PreparedOptions options =
        new PreparedOptions(Filters.DEFAULT, new LeaveOneOut(), SEED, null, null);
    String prepared = folder.resolve("prepared").toString();
    new ClusterPreparation(
            ClusterLog.files(spark, "csv", Map.of(), List.of(log.toString())),
            LogFormat.of(LogFormat.Preset.CSV),
            options,
            BadRowPolicy.NONE)
        .write(prepared);
    SvdCodes settings = new SvdCodes(8, 64);
    ClusterCodes codes = new ClusterCodes(spark, prepared);
    ItemCodes found = codes.assign(settings, SEED);

    Holdout one = options.holdout().apply(new LogFile(log).read(options.filters()), SEED);
    ItemCodes expected = settings.assign(one.train(), SEED);
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.shape(), found.shape());
    int different = 0;
    for (int row = 0; row < expected.rows(); row++) {
      for (int split = 0; split < settings.splits(); split++) {
        different += expected.subId(row, split) == found.subId(row, split) ? 0 : 1;
      }
    }
    assertEquals(0, different);
    assertEquals(one.catalogue().id(5), codes.catalogue().id(5));
  }

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
