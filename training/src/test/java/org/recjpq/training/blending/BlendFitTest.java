package org.recjpq.training.blending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;

/** A log in which item i is followed by i + 1 or i + 7, and models that know more or less of it. */
class BlendFitTest {
  private static final int ITEMS = 90;
  private static final int CASES = 300;

  private final SplittableRandom random = new SplittableRandom(4);
  private final EvaluationCases cases = cases();
  private final Transitions transitions =
      TransitionBuilder.build(walks(500), new TransitionSettings(3, 2, 20));

  private Sequences walks(int count) {
    int[][] walks = new int[count][];
    Arrays.setAll(walks, s -> walk(2 + random.nextInt(9)));
    return Sequences.of(ITEMS, walks);
  }

  private int[] walk(int length) {
    int[] walk = new int[length];
    walk[0] = random.nextInt(ITEMS);
    for (int i = 1; i < length; i++) {
      walk[i] = (walk[i - 1] + (random.nextInt(3) == 0 ? 7 : 1)) % ITEMS;
    }
    return walk;
  }

  private EvaluationCases cases() {
    int[][] histories = new int[CASES][];
    int[] targets = new int[CASES];
    for (int c = 0; c < CASES; c++) {
      int[] walk = walk(3 + random.nextInt(8));
      histories[c] = Arrays.copyOf(walk, walk.length - 1);
      targets[c] = c % 50 == 0 ? EvaluationCases.UNKNOWN : walk[walk.length - 1];
    }
    return new EvaluationCases(Sequences.of(ITEMS, histories), targets);
  }

  /** Different numbers for each history, plus something for the items that do come next. */
  private static float[][] scores(CaseBatch batch, float knowledge) {
    float[][] scores = new float[batch.size()][ITEMS];
    for (int c = 0; c < scores.length; c++) {
      int[] history = batch.history(c);
      SplittableRandom noise = new SplittableRandom(Arrays.hashCode(history));
      for (int item = 0; item < ITEMS; item++) {
        scores[c][item] = (float) noise.nextDouble() * 2;
      }
      int last = history[history.length - 1];
      scores[c][(last + 1) % ITEMS] += knowledge;
      scores[c][(last + 7) % ITEMS] += knowledge;
    }
    return scores;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsMeansAreThoseOfRankingByTheSums(boolean excludeSeen) {
    Evaluator evaluator = new Evaluator(new int[ITEMS], excludeSeen, 32);
    FittedBlend fitted =
        BlendFit.fit(transitions, 50, evaluator, cases, batch -> scores(batch, 0.6f), 17);
    assertEquals(mean(evaluator, MemoryBlend.NONE), fitted.ofModel(), 1e-6);
    assertEquals(mean(evaluator, fitted.memoryAlone()), fitted.ofMemory(), 1e-6);
    assertEquals(mean(evaluator, fitted.blend()), fitted.ofBlend(), 1e-6);
    assertTrue(fitted.ofBlend() > 1.2 * fitted.ofModel(), fitted::toString);
    assertEquals(17, fitted.step());
    assertEquals(CASES, fitted.cases());
    assertEquals("ndcg@10", fitted.metric());
  }

  private double mean(Evaluator evaluator, MemoryBlend blend) {
    TransitionMemory memory = new TransitionMemory(transitions, blend);
    return evaluator.evaluate(batch -> ranks(batch, memory), cases).score();
  }

  private static int[] ranks(CaseBatch batch, TransitionMemory memory) {
    float[][] scores = scores(batch, 0.6f);
    int[] ranks = new int[batch.size()];
    for (int c = 0; c < ranks.length; c++) {
      float[] sums = scores[c];
      memory.parts(batch.history(c)).addTo(sums);
      int[] seen = batch.seen(c);
      int target = batch.target(c);
      ranks[c] =
          1
              + (int)
                  IntStream.range(0, ITEMS)
                      .filter(item -> Arrays.binarySearch(seen, item) < 0)
                      .filter(item -> sums[item] > sums[target])
                      .count();
    }
    return ranks;
  }

  @Test
  void aMemoryThatDoesNotHelpIsNotUsed() {
    Transitions wrong =
        TransitionBuilder.build(Sequences.of(ITEMS, backwards()), new TransitionSettings(3, 1, 20));
    FittedBlend fitted =
        BlendFit.fit(
            wrong,
            50,
            new Evaluator(new int[ITEMS], false, 32),
            cases,
            batch -> scores(batch, 3),
            1);
    assertEquals(MemoryBlend.NONE, fitted.blend());
    assertEquals(fitted.ofModel(), fitted.ofBlend());
    assertTrue(fitted.ofMemory() < fitted.ofModel());
  }

  private static int[] backwards() {
    return IntStream.range(0, ITEMS).map(i -> ITEMS - 1 - i).toArray();
  }

  @Test
  void noMorePlacesCountThanTheModelSees() {
    FittedBlend fitted =
        BlendFit.fit(
            transitions,
            2,
            new Evaluator(new int[ITEMS], false, 32),
            cases,
            batch -> scores(batch, 0),
            1);
    assertEquals(1, fitted.blend().places());
    assertEquals(1, fitted.memory().places());
  }

  @Test
  void theSameCasesGiveTheSameBlendInBatchesOfAnySize(@TempDir Path folder) throws IOException {
    FittedBlend[] fits = new FittedBlend[2];
    Arrays.setAll(
        fits,
        i ->
            BlendFit.fit(
                transitions,
                50,
                new Evaluator(new int[ITEMS], true, i == 0 ? 7 : 100),
                cases,
                batch -> scores(batch, 0.6f),
                3));
    assertEquals(fits[0].blend(), fits[1].blend());
    Path file = folder.resolve("blend.json");
    fits[0].write(file);
    assertEquals(fits[0], FittedBlend.read(file));
  }
}
