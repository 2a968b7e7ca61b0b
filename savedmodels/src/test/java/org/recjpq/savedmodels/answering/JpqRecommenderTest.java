package org.recjpq.savedmodels.answering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class JpqRecommenderTest extends RecommenderTest {
  JpqRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.jpq(), base);
  }

  @Test
  void ofItemsWithOneScoreTheLowerIndexComesFirst() {
    List<String> list = items(recommend(List.of("a")));
    List<Integer> ranks =
        TestModel.TWINS.stream().map(twin -> list.indexOf(model.id(twin))).toList();
    int first = ranks.get(0);
    assertEquals(List.of(first, first + 1, first + 2), ranks);
  }
}
