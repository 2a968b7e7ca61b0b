package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Distillation;
import org.recjpq.training.config.TrainingConfig;

class RunTeacherTest {
  private static final int STEPS = 8;

  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  private RunFolder teacher() throws IOException, InterruptedException {
    tiny.loss = new SampledSoftmax.Settings();
    tiny.model = tiny.model.withLoss(tiny.loss);
    tiny.epochs = 1;
    ItemSettings items = tiny.items;
    tiny.items = new FullEmbedding.Tied();
    RunFolder folder = train("teacher", STEPS);
    tiny.items = items;
    return folder;
  }

  /** Trains a run until some step, from where it is. */
  private RunFolder train(String name, int until) throws IOException, InterruptedException {
    RunFolder folder = new RunFolder(scratch.resolve(name));
    RunData data =
        folder.isRun()
            ? RunData.of(
                folder, RunConfig.read(folder.config()), "log", TinyRun.holdout(scratch, tiny.seed))
            : tiny.data(scratch);
    try (Run run = new Run(folder, data)) {
      run.begin();
      TrainingState start = run.restoreNewest();
      AtomicInteger left = new AtomicInteger(until - (int) start.step());
      run.train(start, Duration.ofDays(1), () -> left.getAndDecrement() <= 0, List.of());
    }
    return folder;
  }

  private static byte[] weights(RunFolder folder) throws IOException {
    return Files.readAllBytes(
        folder.checkpoints().resolve("step-" + STEPS).resolve("model.data-00000-of-00001"));
  }

  @Test
  void aRunLearnsFromAnotherAndIsResumedWithoutIt() throws Exception {
    RunFolder teacher = teacher();
    RunFolder alone = train("alone", STEPS);
    tiny.model = tiny.model.with("distillation.teacher", teacher.root().toString());
    RunFolder whole = train("whole", STEPS);
    RunFolder stopped = train("stopped", 3);
    Files.move(teacher.root(), scratch.resolve("gone")); // not needed any more
    train("stopped", STEPS);
    assertArrayEquals(weights(whole), weights(stopped));
    assertFalse(Arrays.equals(weights(whole), weights(alone)));
    assertEquals(
        Distillation.from(teacher.root().toString()),
        RunConfig.read(stopped.config()).training().distillation());
  }

  @Test
  void aTeacherOfOtherDataIsRefused() throws Exception {
    RunFolder teacher = teacher();
    tiny.model = tiny.model.withDistillation(Distillation.from(teacher.root().toString()));
    tiny.seed = 8; // other users for validation
    assertEquals(
        teacher.root()
            + ": expected a teacher that was trained on the same interactions, with the same"
            + " users for validation, found other data; train one with the same log, filters,"
            + " holdout and seed, or set distillation to null",
        assertThrows(DataException.class, () -> train("learner", STEPS)).getMessage());
    assertFalse(Files.exists(scratch.resolve("learner")));
  }

  @Test
  void aTeacherThatReadsShorterSequencesIsRefused() throws Exception {
    RunFolder teacher = teacher();
    RunData data = tiny.data(scratch);
    RunConfig longer =
        data.config()
            .withTraining(
                data.config()
                    .training()
                    .withMaxLength(17)
                    .withDistillation(Distillation.from(teacher.root().toString())));
    RunData learner = new RunData(longer, data.holdout(), data.prepared(), false);
    assertEquals(
        teacher.root()
            + ": expected a teacher with a Transformer that learns the same task as sasrec, of at"
            + " least 17 items, found sasrec of 16; choose another teacher",
        assertThrows(
                DataException.class,
                () -> new Run(new RunFolder(scratch.resolve("learner")), learner))
            .getMessage());
  }

  @Test
  void aLossWithoutSoftmaxHasNoTeacher() {
    assertEquals(
        "distillation: expected a loss that is a softmax of single items, such as sampled-softmax,"
            + " found gbce; set loss to it or distillation to null",
        assertThrows(
                DataException.class,
                () -> TrainingConfig.gsasrec().withDistillation(Distillation.from("runs/full")))
            .getMessage());
    assertEquals(
        "distillation.teacher: expected a value, found none",
        assertThrows(
                DataException.class,
                () -> TrainingConfig.recommended().with("distillation.weight", 0.5))
            .getMessage());
  }
}
