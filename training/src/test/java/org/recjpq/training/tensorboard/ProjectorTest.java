package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

class ProjectorTest {
  private static final Projector.Table ITEMS =
      new Projector.Table(
          "items",
          List.of("title", "sub_id"),
          List.of(
              new Projector.Row(new float[] {0.5f, -1e-7f}, List.of("two\tfields\n", "3")),
              new Projector.Row(new float[] {123456, 0}, List.of("größe", "4"))));

  @TempDir Path directory = Path.of("");

  @Test
  void writesVectorsFieldsAndWhereTheyAre() throws IOException {
    Projector projector = new Projector(directory);
    projector.add(ITEMS);
    projector.add(new Projector.Table("split_0", List.of("a", "b"), List.of()));
    assertEquals("0.50000\t-1.0000e-07\n1.2346e+05\t0.0000\n", text("items.tsv"));
    assertEquals("title\tsub_id\ntwo fields \t3\ngröße\t4\n", text("items_fields.tsv"));
    assertEquals(
        """
        embeddings { tensor_name: "items" tensor_path: "items.tsv" metadata_path: "items_fields.tsv" }
        embeddings { tensor_name: "split_0" tensor_path: "split_0.tsv" metadata_path: "split_0_fields.tsv" }
        """,
        text("projector_config.pbtxt"));
  }

  @Test
  void viewsAreBookmarksThatNameTheirColumn() throws IOException {
    new Projector(directory)
        .add(ITEMS, List.of(new Projector.View("by \"sub-id\"", "sub_id", true)));
    assertEquals(
        """
        embeddings { tensor_name: "items" tensor_path: "items.tsv" metadata_path: \
        "items_fields.tsv" bookmarks_path: "items_views.json" }
        """,
        text("projector_config.pbtxt"));
    JsonNode view = Json.mapper().readTree(text("items_views.json")).get(0);
    assertEquals("by \"sub-id\"", view.get("label").asText());
    assertEquals("sub_id", view.get("selectedColorOptionName").asText());
    assertEquals("[2,2]", view.get("dataSetDimensions").toString());
    assertEquals("pca", view.get("selectedProjection").asText());
  }

  @Test
  void whatTensorBoardWouldMisreadIsRefused() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Projector.Table("items", List.of("title"), List.of()));
    assertEquals(
        "expected a name of letters, digits and underscores and at least two columns, found"
            + " \"items\" and [title]",
        failure.getMessage());
  }

  @Test
  void aDiskThatRefusesIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    var failure = assertThrows(DataException.class, () -> new Projector(file).add(ITEMS));
    String start =
        file.resolve("items.tsv") + ": expected to write vectors for TensorBoard, found: ";
    assertEquals(start, String.valueOf(failure.getMessage()).substring(0, start.length()));
  }

  private String text(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }
}
