package org.recjpq.training.tensorboard;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Which settings and results of trainings the HParams dashboard compares, in this order. If
 * TensorBoard finds several experiments it uses only one, so all trainings that are to be compared
 * must write the same.
 *
 * <p>Source: TensorBoard, {@code plugins/hparams/api.proto}.
 *
 * @param settings the settings that a training may have
 * @param results tags of curves in the directory of the training, whose newest points are used
 */
public record Experiment(List<Setting> settings, List<String> results) {
  private static final int EXPERIMENT = 2;

  /** The type of a setting's values. */
  public enum Kind {
    /** Any text. */
    TEXT(1),
    /** True or false. */
    TRUTH_VALUE(2),
    /** A number. */
    NUMBER(3);

    private final int type;

    Kind(int type) {
      this.type = type;
    }
  }

  /**
   * A setting.
   *
   * @param name as in {@link EventFile#settings}
   * @param kind type of its values
   */
  public record Setting(String name, Kind kind) {}

  ByteString toByteString() {
    ProtoMessage experiment = new ProtoMessage();
    settings.forEach(setting -> experiment.message(4, message(setting)));
    results.forEach(result -> experiment.message(5, message(result)));
    return new ProtoMessage().message(EXPERIMENT, experiment).toByteString();
  }

  private static ProtoMessage message(Setting setting) {
    return new ProtoMessage().string(1, setting.name()).number(4, setting.kind().type);
  }

  private static ProtoMessage message(String result) {
    return new ProtoMessage().message(1, new ProtoMessage().string(2, result)).string(3, result);
  }
}
