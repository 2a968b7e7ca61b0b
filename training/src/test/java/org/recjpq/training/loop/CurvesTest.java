package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Recall;
import org.recjpq.training.tensorboard.CustomLayout.Category;
import org.recjpq.training.tensorboard.CustomLayout.Chart;

class CurvesTest {
  @Test
  void tagsOfTheDefaultsStayAsTheyAre() {
    assertEquals(
        List.of(
            "validation/ndcg@10",
            "validation/recall@10",
            "validation/mrr",
            "validation/hit@1",
            "validation/ndcg@10_head",
            "validation/ndcg@10_tail",
            "validation/coverage@10",
            "validation/popularity@10",
            "validation/tail_share@10"),
        Curves.results(EvaluationConfig.DEFAULT));
  }

  @Test
  void everyResultIsInAChart() {
    EvaluationConfig config = EvaluationConfig.DEFAULT.withStopping(new Recall(20));
    List<String> shown = shown(config);
    for (String tag : Curves.results(config)) {
      assertEquals(1, shown.stream().filter(tag::matches).count(), tag);
    }
    assertEquals(
        List.of("Loss", "Speed and memory"),
        Curves.layout(config.withListMetrics(), false).categories().stream()
            .map(Category::title)
            .filter(title -> !title.equals("Quality"))
            .toList());
  }

  @Test
  void aMemoryHasChartsOfItsOwn() {
    List<Category> with = Curves.layout(EvaluationConfig.DEFAULT, true).categories();
    Category memory = with.get(1);
    assertEquals("Memory of transitions", memory.title());
    assertEquals(
        List.of(
            "validation/ndcg@10",
            "validation/ndcg@10_memory_alone",
            "validation/ndcg@10_with_memory"),
        memory.charts().get(0).tags());
    assertEquals(List.of("validation/share_from_memory"), memory.charts().get(1).tags());
    assertEquals(
        with.size() - 1, Curves.layout(EvaluationConfig.DEFAULT, false).categories().size());
  }

  private static List<String> shown(EvaluationConfig config) {
    return Curves.layout(config, false).categories().stream()
        .flatMap(category -> category.charts().stream())
        .map(Chart::tags)
        .flatMap(List::stream)
        .toList();
  }

  /** A metric that is named by its class. */
  private record Own() implements Metric {
    @Override
    public double of(int rank) {
      return 0;
    }
  }

  @Test
  void aTagIsNotTakenAsAPattern() {
    List<String> shown = shown(EvaluationConfig.DEFAULT.withMetrics(new Own()));
    String tag = "validation/" + Own.class.getName();
    assertEquals(1, shown.stream().filter(tag::matches).count());
    assertEquals(0, shown.stream().filter(tag.replace('.', '/')::matches).count());
  }
}
