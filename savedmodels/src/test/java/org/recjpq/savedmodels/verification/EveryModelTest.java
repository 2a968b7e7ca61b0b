package org.recjpq.savedmodels.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.files.ExportDescription;

/** An export of every encoder with every item table is complete, describes itself, and answers. */
class EveryModelTest {
  static Stream<Arguments> models() {
    return Parts.all(EncoderSettings.class).stream()
        .flatMap(
            encoder ->
                Parts.all(ItemSettings.class).stream().map(items -> Arguments.of(encoder, items)));
  }

  /** All parts of this version are among those tested. */
  @Test
  void noneIsForgotten() {
    assertTrue(
        names(EncoderSettings.class).containsAll(List.of("sasrec", "ligr", "bert4rec", "gru4rec")));
    assertTrue(names(ItemSettings.class).containsAll(List.of("jpq", "full")));
  }

  private static <P extends Part> Set<String> names(Class<P> kind) {
    return Parts.all(kind).stream().map(Part::name).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exportsWithBiasesAndSumsAreVerified(boolean summed, @TempDir Path base) throws IOException {
    try (TestModel model = TestModel.biased(summed)) {
      ModelExporter.export(model.trained(), 5, base);
    }
    ExportDescription description = ExportVerification.of(base).description();
    assertEquals(5, description.splits(), "sub-ids of an item, the bucket of its bias included");
  }

  @ParameterizedTest
  @MethodSource("models")
  void itsExportIsVerified(EncoderSettings encoder, ItemSettings items, @TempDir Path base)
      throws IOException {
    Path export;
    try (TestModel model = TestModel.of(encoder, items)) {
      export = ModelExporter.export(model.trained(), 5, base);
    }
    ExportVerification verified = ExportVerification.of(base);
    assertEquals(export, verified.directory());
    assertEquals(7, verified.requests().size());
    ExportDescription description = verified.description();
    assertEquals(encoder.name(), description.model());
    assertEquals(items.needsCodes(), description.splits() != null);
    assertEquals(items.needsCodes(), description.subIds() != null);
  }
}
