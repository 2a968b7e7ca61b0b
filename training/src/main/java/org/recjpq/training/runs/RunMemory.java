package org.recjpq.training.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionCountsFile;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.assignment.transitions.TransitionsFile;
import org.recjpq.training.baselines.RecentTransitions;
import org.recjpq.training.blending.BlendFit;
import org.recjpq.training.blending.BlendFit.ModelScores;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.loop.BlendWatch;
import org.recjpq.training.loop.TrainingSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of a run: the transitions of its training sequences, and the blend that was fitted for
 * some weights of the model.
 */
final class RunMemory {
  private static final Logger LOG = LoggerFactory.getLogger(RunMemory.class);

  private final RunFolder folder;
  private final RunData data;
  private @Nullable Transitions transitions;
  private @Nullable FittedBlend fitted;

  RunMemory(RunFolder folder, RunData data) {
    this.folder = folder;
    this.data = data;
  }

  private TransitionSettings settings() {
    return data.config().training().memory();
  }

  /** Whether the run has a memory. */
  boolean isPresent() {
    return settings().hasSuccessors();
  }

  /** Writes the transitions with their counts, if there is a memory and they are not there yet. */
  void write() throws IOException {
    if (isPresent() && !data.grown() && !Files.exists(folder.transitions())) {
      Transitions built = transitions();
      TransitionCounts counts = built.counts();
      if (counts != null) {
        TransitionCountsFile.write(folder.transitionCounts(), counts);
      }
      TransitionsFile.write(folder.transitions(), built);
      transitions = null; // from now on mapped
    }
  }

  /**
   * Takes a memory that was counted before, of the same training sequences and by the same
   * settings.
   */
  void take(Transitions counted) {
    transitions = counted;
  }

  /** The transitions of the training sequences. */
  Transitions transitions() {
    if (transitions == null) {
      try {
        transitions =
            !data.grown() && Files.exists(folder.transitions())
                ? folder.mappedTransitions()
                : TransitionBuilder.build(data.holdout().train(), settings());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return transitions;
  }

  /**
   * The blend for the weights of a step: that of the run's file, or fitted now and written.
   *
   * @param step of a checkpoint, or {@link TrainingState#NO_STEP} for other weights, whose blend is
   *     not kept
   */
  FittedBlend blend(long step, Evaluator evaluator, ModelScores model) {
    if (fitted == null || fitted.step() != step || step == TrainingState.NO_STEP) {
      FittedBlend stored = stored();
      fitted = stored != null && stored.step() == step ? stored : fit(step, evaluator, model);
    }
    return fitted;
  }

  private @Nullable FittedBlend stored() {
    try {
      return Files.exists(folder.blend()) ? FittedBlend.read(folder.blend()) : null;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private FittedBlend fit(long step, Evaluator evaluator, ModelScores model) {
    if (data.holdout().validation().count() == 0) {
      return unfitted(step, evaluator.config().stopping().key());
    }
    FittedBlend found =
        BlendFit.fit(
            transitions(),
            data.config().training().model().longestHistory(),
            evaluator,
            new EvaluationCases(data.holdout().validation()),
            model,
            step);
    if (step != TrainingState.NO_STEP && !data.grown() && folder.isRun()) {
      try {
        found.write(folder.blend());
      } catch (IOException unwritable) {
        LOG.warn("The blend of model and memory could not be written: {}", unwritable.toString());
      }
    }
    return found;
  }

  /** The usual blend, where there is nothing to fit one to. */
  private FittedBlend unfitted(long step, String metric) {
    MemoryBlend usual = usual();
    MemoryBlend alone = new MemoryBlend(1, usual.places(), usual.decay());
    return new FittedBlend(step, usual, alone, 0, metric, 0, 0, 0);
  }

  /** The blend that is taken before one is fitted, within the history that the model uses. */
  private MemoryBlend usual() {
    int longest = data.config().training().model().longestHistory();
    return new MemoryBlend(
        MemoryBlend.USUAL.weight(),
        Math.min(longest, MemoryBlend.USUAL.places()),
        MemoryBlend.USUAL.decay());
  }

  /**
   * Watches, at validations, what the usual blend would bring; null if there is no memory, or
   * nothing to validate with.
   */
  @Nullable BlendWatch watch(TrainingSession session, Evaluator evaluator, EvaluationCases cases) {
    if (!isPresent() || cases.count() == 0) {
      return null;
    }
    TransitionMemory usual = new TransitionMemory(transitions(), usual());
    ListRanker alone = RecentTransitions.ranker(usual, evaluator.trainingCounts());
    return new BlendWatch(
        session, usual, evaluator.config().stopping(), evaluator.evaluate(alone, cases).score());
  }

  /** The memory by a blend. */
  TransitionMemory with(FittedBlend blend) {
    return new TransitionMemory(transitions(), blend.blend());
  }

  /** One sentence on the blend and what it brings. */
  static String describe(FittedBlend blend) {
    if (blend.cases() == 0) {
      return String.format(
          Locale.ROOT,
          "weight %.3g, %s, decay %.2g, as usual, because there are no validation cases"
              + " to fit them to",
          blend.blend().weight(),
          blend.blend().lastItems(),
          blend.blend().decay());
    }
    String figures =
        String.format(
            Locale.ROOT,
            "validation %s of the model alone %.4f, of the memory alone %.4f",
            blend.metric(),
            blend.ofModel(),
            blend.ofMemory());
    return blend.blend().weight() == 0
        ? "not used, because no weight of it is better than the model alone: " + figures
        : String.format(
            Locale.ROOT,
            "weight %.3g, %s, decay %.2g: %s, of both %.4f",
            blend.blend().weight(),
            blend.blend().lastItems(),
            blend.blend().decay(),
            figures,
            blend.ofBlend());
  }
}
