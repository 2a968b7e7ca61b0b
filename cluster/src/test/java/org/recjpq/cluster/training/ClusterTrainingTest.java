package org.recjpq.cluster.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.cluster.LocalCluster;
import org.recjpq.cluster.SmallExport;
import org.recjpq.program.RecJpq;

class ClusterTrainingTest {
  private static final int STEPS = 200;

  @TempDir static Path folder;

  private static String program() {
    String own = System.getProperty("java.class.path");
    String asked = System.getProperty("recjpq.spark.program", own);
    boolean isMissing = !asked.contains(File.pathSeparator) && !Files.exists(Path.of(asked));
    return isMissing ? own : asked; // the program's jars are there from mvn package on
  }

  private static ClusterTraining training(List<String> options) {
    List<String> jvm = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dcluster.training.test=1");
    return new ClusterTraining(2, options, 3, program(), jvm);
  }

  @Test
  void aTrainingThatLosesItsChiefEndsWithTheBitsOfOneProcess() throws Exception {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalCluster.session().sparkContext());
    Path log = SmallExport.log(folder);
    List<String> options =
        List.of(
            ("--dimension=16 --max-length=16 --blocks=1 --batch-size=64 --epochs=40"
                    + " --validation-users=20 --evaluate-every=10 --patience=1000 --threads=1"
                    + " --batch-parts=2 --no-baselines --log="
                    + log)
                .split(" "));
    Path whole = folder.resolve("whole");
    List<String> alone = new ArrayList<>(List.of("train", "--run=" + whole));
    alone.addAll(options);
    assertEquals(0, RecJpq.commandLine().execute(alone.toArray(String[]::new)));

    Path run = folder.resolve("spread");
    Thread killer = killerOfChief(run);
    killer.start();
    List<String> failures = new ArrayList<>();
    List<String> lines = training(options).train(context, run.toString(), false, failures::add);
    killer.join();
    assertEquals(1, failures.size(), failures::toString);
    assertTrue(failures.get(0).startsWith("attempt 1 of 3 failed: "), failures.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.contains("tensorboard")), lines::toString);
    assertArrayEquals(weights(whole), weights(run));
  }

  /** Ends the process of the chief once it has saved a checkpoint. */
  private static Thread killerOfChief(Path run) {
    return new Thread(
        () -> {
          Path checkpoint = run.resolve("checkpoints").resolve("step-10");
          while (!Files.exists(checkpoint)) {
            try {
              Thread.sleep(5);
            } catch (InterruptedException ended) {
              return;
            }
          }
          chief().ifPresent(ProcessHandle::destroyForcibly);
        });
  }

  private static Optional<ProcessHandle> chief() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                Stream.of(process.info().arguments().orElse(new String[0]))
                        .filter(
                            argument ->
                                argument.equals("-Dcluster.training.test=1")
                                    || argument.equals("train"))
                        .count()
                    == 2)
        .findFirst();
  }

  private static byte[] weights(Path run) throws IOException {
    return Files.readAllBytes(
        run.resolve("checkpoints").resolve("step-" + STEPS).resolve("model.data-00000-of-00001"));
  }

  @Test
  void whatTheChiefSaysIsNotTriedAgain() throws IOException {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalCluster.session().sparkContext());
    List<String> failures = new ArrayList<>();
    DataException wrong =
        assertThrows(
            DataException.class,
            () ->
                training(List.of("--log=" + folder.resolve("no.csv")))
                    .train(context, folder.resolve("none").toString(), false, failures::add));
    assertTrue(
        String.valueOf(wrong.getMessage()).contains("no.csv: expected a file, found none"),
        wrong.getMessage());
    assertEquals(List.of(), failures);
  }

  @Test
  void optionsThatTheClusterDecidesAreRefused() {
    assertEquals(
        "options must not have --run, which the cluster decides",
        assertThrows(IllegalArgumentException.class, () -> training(List.of("--run=there")))
            .getMessage());
  }
}
