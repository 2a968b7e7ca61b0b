package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

class EventFileTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000, 500_000_000));

  @TempDir Path directory;

  @Test
  void opensWithTheVersionUnderANameThatTensorBoardReads() throws IOException {
    EventFile.start(directory, CLOCK).close();
    Path file = files().get(0);
    assertTrue(
        file.getFileName()
            .toString()
            .matches("events\\.out\\.tfevents\\.1700000000\\.[A-Za-z0-9._-]+\\.[0-9]+\\.v2"),
        file.toString());
    Event first = events(file).get(0);
    assertEquals("brain.Event:2", first.getFileVersion());
    assertEquals(1_700_000_000.5, first.getWallTime());
    Event start = events(file).get(1);
    assertEquals(SessionLog.SessionStatus.START, start.getSessionLog().getStatus());
    assertEquals(0, start.getStep());
  }

  @Test
  void aScalarIsAFloatTensorOfItsPlugin() throws IOException {
    Summary.Value value = onlyValue(events -> events.scalar(7, "train/loss", 0.25));
    assertEquals("train/loss", value.getTag());
    assertEquals("scalars", value.getMetadata().getPluginData().getPluginName());
    assertEquals(DataClass.DATA_CLASS_SCALAR, value.getMetadata().getDataClass());
    assertEquals(DataType.DT_FLOAT, value.getTensor().getDtype());
    assertEquals(0, value.getTensor().getTensorShape().getDimCount());
    assertEquals(List.of(0.25f), value.getTensor().getFloatValList());
  }

  @Test
  void aHistogramIsADoubleTensorOfEdgesAndCounts() throws IOException {
    float[] values = {0, 30};
    Summary.Value value = onlyValue(events -> events.histogram(7, "weights/split_0", values));
    assertEquals("weights/split_0", value.getTag());
    assertEquals("histograms", value.getMetadata().getPluginData().getPluginName());
    assertEquals(DataClass.DATA_CLASS_TENSOR, value.getMetadata().getDataClass());
    assertEquals(DataType.DT_DOUBLE, value.getTensor().getDtype());
    assertEquals(30, value.getTensor().getTensorShape().getDim(0).getSize());
    assertEquals(3, value.getTensor().getTensorShape().getDim(1).getSize());
    List<Double> numbers = value.getTensor().getDoubleValList();
    assertEquals(90, numbers.size());
    assertEquals(List.of(0.0, 1.0, 1.0), numbers.subList(0, 3));
    assertEquals(List.of(29.0, 30.0, 1.0), numbers.subList(87, 90));
  }

  @Test
  void aTextIsAStringTensor() throws IOException {
    Summary.Value value = onlyValue(events -> events.text(7, "config", "d = 128 – *fixed*"));
    assertEquals("config", value.getTag());
    assertEquals("text", value.getMetadata().getPluginData().getPluginName());
    assertEquals(DataClass.DATA_CLASS_TENSOR, value.getMetadata().getDataClass());
    assertEquals(DataType.DT_STRING, value.getTensor().getDtype());
    assertEquals("d = 128 – *fixed*", value.getTensor().getStringVal(0).toStringUtf8());
  }

  @Test
  void anEndIsInTheMetadataOfAnEmptyTensor() throws IOException {
    Summary.Value value = onlyValue(events -> events.ended(7, EventFile.Outcome.FAILURE));
    assertEquals("_hparams_/session_end_info", value.getTag());
    assertEquals("hparams", value.getMetadata().getPluginData().getPluginName());
    assertEquals(
        HParams.ended(EventFile.Outcome.FAILURE, 1_700_000_000.5),
        value.getMetadata().getPluginData().getContent());
    assertEquals(DataClass.DATA_CLASS_TENSOR, value.getMetadata().getDataClass());
    assertEquals(0, value.getTensor().getTensorShape().getDim(0).getSize());
  }

  @Test
  void graphSettingsAndLayoutStandAtStepZero() throws IOException {
    GraphDef graph = GraphDef.newBuilder().addNode(NodeDef.newBuilder().setName("n")).build();
    CustomLayout layout = new CustomLayout(List.of());
    try (EventFile events = EventFile.start(directory, CLOCK)) {
      events.graph(graph, List.of("n"));
      events.settings(Map.of("seed", "7"));
      events.layout(layout);
    }
    List<Event> events = events(files().get(0));
    assertEquals(
        graph.getNodeList(), GraphDef.parseFrom(events.get(2).getGraphDef()).getNodeList());
    Summary.Value settings = events.get(3).getSummary().getValue(0);
    assertEquals("_hparams_/session_start_info", settings.getTag());
    assertEquals(
        HParams.started(Map.of("seed", "7"), 1_700_000_000.5),
        settings.getMetadata().getPluginData().getContent());
    Summary.Value charts = events.get(4).getSummary().getValue(0);
    assertEquals("custom_scalars__config__", charts.getTag());
    assertEquals("custom_scalars", charts.getMetadata().getPluginData().getPluginName());
    assertEquals(layout.toByteString(), charts.getTensor().getStringVal(0));
    assertEquals(0, events.get(4).getStep());
  }

  @Test
  void anEventIsInTheFileBeforeItIsClosed() throws IOException {
    try (EventFile events = EventFile.start(directory, CLOCK)) {
      events.scalar(1, "a", 1);
      assertEquals(3, events(files().get(0)).size());
      events.scalar(2, "a", 2);
      assertEquals(4, events(files().get(0)).size());
    }
  }

  @Test
  void resumeRepairsTheOldFileAndSaysInALaterOneWhereItGoesOn() throws IOException {
    try (EventFile events = EventFile.start(directory, CLOCK)) {
      events.scalar(40, "a", 1);
    }
    Path old = files().get(0);
    Files.write(old, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    EventFile.resume(directory, 30, CLOCK).close();

    List<Path> files = files();
    assertEquals(2, files.size());
    assertEquals(old, files.get(0), "the new name comes after the old one");
    assertEquals(3, events(old).size());
    Event start = events(files.get(1)).get(1);
    assertEquals(SessionLog.SessionStatus.START, start.getSessionLog().getStatus());
    assertEquals(31, start.getStep(), "what was written at step 30 stays");
  }

  @Test
  void saysWhichDirectoryItCannotWrite() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    var failure = assertThrows(DataException.class, () -> EventFile.start(file, CLOCK));
    assertEquals(
        file
            + ": expected to write TensorBoard events, found: "
            + file
            + "; free space or check permissions",
        failure.getMessage());
  }

  private Summary.Value onlyValue(java.util.function.Consumer<EventFile> write) throws IOException {
    try (EventFile events = EventFile.start(directory, CLOCK)) {
      write.accept(events);
    }
    Event event = events(files().get(0)).get(2);
    assertEquals(7, event.getStep());
    assertEquals(1, event.getSummary().getValueCount());
    return event.getSummary().getValue(0);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static List<Event> events(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    for (byte[] record : TfRecordReader.read(file)) {
      events.add(Event.parseFrom(record));
    }
    return events;
  }
}
