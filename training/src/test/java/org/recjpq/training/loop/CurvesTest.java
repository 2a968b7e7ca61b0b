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
  void everyResultIsInAChart() {
    EvaluationConfig config = EvaluationConfig.DEFAULT.withStopping(new Recall(20));
    List<String> shown = shown(config);
    for (String tag :
        List.of(
            "quality/recall@20",
            "quality/ndcg@10",
            "quality/recall@10",
            "quality/mrr",
            "quality/hit@1",
            "quality/recall@20_head",
            "quality/recall@20_tail",
            "quality/coverage@10",
            "quality/popularity@10",
            "quality/tail_share@10")) {
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
        List.of("quality/ndcg@10", "quality/ndcg@10_memory_alone", "quality/ndcg@10_with_memory"),
        memory.charts().get(0).tags());
    assertEquals(List.of("quality/share_from_memory"), memory.charts().get(1).tags());
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
    String tag = "quality/" + Own.class.getName();
    assertEquals(1, shown.stream().filter(tag::matches).count());
    assertEquals(0, shown.stream().filter(tag.replace('.', '/')::matches).count());
  }
}
