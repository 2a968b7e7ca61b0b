package org.recjpq.program.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;
import org.recjpq.graph.placement.ClusterAddresses;

class ClusterTaskTest {
  @Test
  void anOptionGoesBeforeTheEnvironment() {
    ClusterTask task = ClusterTask.of("a:1, b:2", 1, "{}");
    assertEquals(new ClusterTask(new ClusterAddresses(List.of("a:1", "b:2")), 1), task);
  }

  @Test
  void readsWhatTensorFlowToolsWrite() {
    assertEquals(
        new ClusterTask(new ClusterAddresses(List.of("a:1", "b:2", "c:3")), 2),
        ClusterTask.of(
            null,
            0,
            "{\"cluster\": {\"chief\": [\"a:1\"], \"worker\": [\"b:2\", \"c:3\"]},"
                + " \"task\": {\"type\": \"worker\", \"index\": 1}}"));
    assertEquals(
        new ClusterTask(new ClusterAddresses(List.of("b:2", "c:3")), 0),
        ClusterTask.of(
            null,
            0,
            "{\"cluster\": {\"worker\": [\"b:2\", \"c:3\"]},"
                + " \"task\": {\"type\": \"worker\", \"index\": 0}}"));
    assertNull(ClusterTask.of(null, 0, "{\"cluster\": {\"worker\": [\"b:2\"]}}"));
    assertNull(ClusterTask.of(null, 0, ""));
    assertNull(ClusterTask.of(null, 0, null));
  }

  @Test
  void saysWhatIsWrong() {
    assertMessage(
        "--cluster: an address of a cluster must be HOST:PORT, found \"b\"", "a:1,b", null);
    assertMessage(
        "--cluster: an address of a cluster must be HOST:PORT, found \"b:70000\"",
        "a:1,b:70000",
        null);
    assertMessage(
        "--cluster: a cluster needs two or more different addresses, the chief's first, found a:1",
        "a:1",
        null);
    assertMessage("TF_CONFIG: expected JSON, found \"{\"", null, "{");
    assertMessage(
        "TF_CONFIG: expected a task of type chief or worker, found ps",
        null,
        "{\"cluster\": {\"worker\": [\"b:2\", \"c:3\"]}, \"task\": {\"type\": \"ps\"}}");
  }

  private static void assertMessage(
      String expected, @Nullable String option, @Nullable String environment) {
    DataException wrong =
        assertThrows(DataException.class, () -> ClusterTask.of(option, 0, environment));
    assertEquals(expected, wrong.getMessage());
  }
}
