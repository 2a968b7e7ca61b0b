package org.recjpq.training.tensorboard;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.records.TfRecordWriter;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * One event file of a TensorBoard run, in the TF2 format: every value is a tensor whose metadata
 * names its plugin and its data class.
 *
 * <p>An event is in the file when the call returns. Steps must not decrease within one file; a
 * resumed run opens a new file with {@link #resume}. Every file starts with a session START event:
 * from the second one of a run on, TensorBoard drops the events of earlier files at that step or
 * later.
 *
 * <p>Every method throws {@link DataException} if writing fails. Not thread-safe.
 *
 * <p>Source: TensorFlow, {@code events_writer.cc}; TensorBoard, {@code summary_v2.py} of the
 * plugins scalar, histogram and text.
 */
public final class EventFile implements AutoCloseable {
  private static final String NAME_START = "events.out.tfevents.";

  private final Path file;
  private final TfRecordWriter records;
  private final InstantSource clock;

  private EventFile(Path directory, long firstStep, InstantSource clock) throws IOException {
    this.clock = clock;
    Files.createDirectories(directory);
    long seconds = clock.instant().getEpochSecond();
    while (Files.exists(file(directory, seconds))) {
      seconds++; // two files within a second: the names must still be in order of time
    }
    file = file(directory, seconds);
    records = new TfRecordWriter(file);
    write(Event.newBuilder().setFileVersion("brain.Event:2"));
    SessionLog log = SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START).build();
    write(Event.newBuilder().setStep(firstStep).setSessionLog(log));
  }

  /**
   * Starts a run in {@code directory}, which is created if it does not exist; events of a run that
   * was killed before its first checkpoint become void.
   */
  public static EventFile start(Path directory) {
    return start(directory, InstantSource.system());
  }

  static EventFile start(Path directory, InstantSource clock) {
    return open(directory, 0, clock);
  }

  /**
   * Resumes the run in {@code directory}: cuts torn records off the files there and opens a new
   * one. Events of earlier files after {@code step} become void.
   *
   * @param step the step of the checkpoint that the run resumes from
   */
  public static EventFile resume(Path directory, long step) {
    return resume(directory, step, InstantSource.system());
  }

  static EventFile resume(Path directory, long step, InstantSource clock) {
    return open(directory, step + 1, clock);
  }

  private static EventFile open(Path directory, long firstStep, InstantSource clock) {
    repairAll(directory);
    try {
      return new EventFile(directory, firstStep, clock);
    } catch (IOException failure) {
      throw refused(directory, failure);
    }
  }

  /** Adds one point to the curve {@code tag}. */
  public void scalar(long step, String tag, double value) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addFloatVal((float) value)
            .build();
    write(step, tag, "scalars", DataClass.DATA_CLASS_SCALAR, tensor);
  }

  /** Adds a histogram of {@code values} with 30 buckets; non-finite values are left out. */
  public void histogram(long step, String tag, float[] values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_DOUBLE)
            .setTensorShape(shape(Histogram.BUCKETS, 3));
    for (double[] bucket : Histogram.of(values)) {
      for (double number : bucket) {
        tensor.addDoubleVal(number);
      }
    }
    write(step, tag, "histograms", DataClass.DATA_CLASS_TENSOR, tensor.build());
  }

  /** As {@link #histogram(long, String, float[])}. */
  public void histogram(long step, String tag, int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    histogram(step, tag, floats);
  }

  /** Adds a text, which TensorBoard renders as Markdown. */
  public void text(long step, String tag, String markdown) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addStringVal(ByteString.copyFromUtf8(markdown))
            .build();
    write(step, tag, "text", DataClass.DATA_CLASS_TENSOR, tensor);
  }

  /**
   * Adds the graph of the run, without the contents of large constants.
   *
   * @param results names of operations: only what they depend on is shown
   */
  public void graph(GraphDef graph, List<String> results) {
    write(Event.newBuilder().setGraphDef(GraphOutline.of(graph, results).toByteString()));
  }

  /** Sets which curves the Custom Scalars dashboard shows together. */
  public void layout(CustomLayout layout) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addStringVal(layout.toByteString())
            .build();
    write(0, "custom_scalars__config__", "custom_scalars", DataClass.DATA_CLASS_TENSOR, tensor);
  }

  /**
   * Adds the settings of a training to the HParams dashboard; its curves are those of this
   * directory and the ones below. If called several times for one directory, the first call takes
   * effect.
   *
   * @param settings by name; values that parse as a number or a Boolean are shown as such
   */
  public void settings(Map<String, String> settings) {
    hparams(0, HParams.START_TAG, HParams.started(settings, seconds()));
  }

  /** How a training ended. */
  public enum Outcome {
    /** As it should. */
    SUCCESS(1),
    /** With an error that would occur again. */
    FAILURE(2);

    private final int status;

    Outcome(int status) {
      this.status = status;
    }

    /** Number of {@code tensorboard.hparams.Status}. */
    int status() {
      return status;
    }
  }

  /**
   * Adds the outcome of the training to the HParams dashboard; if called several times, the first
   * call takes effect.
   */
  public void ended(long step, Outcome outcome) {
    hparams(step, HParams.END_TAG, HParams.ended(outcome, seconds()));
  }

  private void hparams(long step, String tag, ByteString content) {
    SummaryMetadata.PluginData plugin =
        SummaryMetadata.PluginData.newBuilder()
            .setPluginName(HParams.PLUGIN)
            .setContent(content)
            .build();
    TensorProto nothing =
        TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(shape(0)).build();
    write(step, tag, plugin, DataClass.DATA_CLASS_TENSOR, nothing);
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException failure) {
      throw refused(file, failure);
    }
  }

  private void write(long step, String tag, String plugin, DataClass kind, TensorProto tensor) {
    write(
        step,
        tag,
        SummaryMetadata.PluginData.newBuilder().setPluginName(plugin).build(),
        kind,
        tensor);
  }

  private void write(
      long step,
      String tag,
      SummaryMetadata.PluginData plugin,
      DataClass kind,
      TensorProto tensor) {
    SummaryMetadata metadata =
        SummaryMetadata.newBuilder()
            .setPluginData(plugin)
            .setDataClass(kind) // TensorBoard's loader drops values without one
            .build();
    Summary.Value value =
        Summary.Value.newBuilder().setTag(tag).setMetadata(metadata).setTensor(tensor).build();
    write(Event.newBuilder().setStep(step).setSummary(Summary.newBuilder().addValue(value)));
  }

  private void write(Event.Builder event) {
    try {
      records.write(event.setWallTime(seconds()).build().toByteArray());
    } catch (IOException failure) {
      throw refused(file, failure);
    }
  }

  private double seconds() {
    return clock.millis() / 1000.0;
  }

  private static void repairAll(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, NAME_START + "*")) {
      for (Path file : files) {
        TfRecordWriter.repair(file);
      }
    } catch (IOException failure) {
      throw refused(directory, failure);
    }
  }

  private static Path file(Path directory, long seconds) {
    return directory.resolve(
        "%s%010d.%s.%d.v2".formatted(NAME_START, seconds, host(), ProcessHandle.current().pid()));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "_");
    } catch (UnknownHostException unknown) {
      return "localhost";
    }
  }

  private static TensorShapeProto shape(int... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  private static DataException refused(Path path, IOException failure) {
    return new DataException(
        "%s: expected to write TensorBoard events, found: %s; free space or check permissions"
            .formatted(path, failure.getMessage()),
        failure);
  }
}
