package org.recjpq.training.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import java.util.Map;

/**
 * Messages for the HParams dashboard: the settings of a training and how it ended.
 *
 * <p>Messages {@code HParamsPluginData} of version 0.
 *
 * <p>Source: TensorBoard, {@code plugins/hparams/plugin_data.proto} and {@code metadata.py}.
 */
final class HParams {
  static final String PLUGIN = "hparams";
  static final String START_TAG = "_hparams_/session_start_info";
  static final String END_TAG = "_hparams_/session_end_info";

  private static final int START = 3;
  private static final int END = 4;

  private HParams() {}

  /**
   * A training begins.
   *
   * @param settings by name; values that parse as a number or a Boolean are shown as such
   */
  static ByteString started(Map<String, String> settings, double seconds) {
    ProtoMessage info = new ProtoMessage();
    settings.forEach(
        (name, value) ->
            info.message(1, new ProtoMessage().string(1, name).message(2, value(value))));
    return new ProtoMessage().message(START, info.real(5, seconds)).toByteString();
  }

  /** A training has ended. */
  static ByteString ended(EventFile.Outcome outcome, double seconds) {
    ProtoMessage info = new ProtoMessage().number(1, outcome.status()).real(2, seconds);
    return new ProtoMessage().message(END, info).toByteString();
  }

  private static Value value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Value.newBuilder().setBoolValue(text.equals("true")).build();
    }
    return text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")
        ? Value.newBuilder().setNumberValue(Double.parseDouble(text)).build()
        : Value.newBuilder().setStringValue(text).build();
  }
}
