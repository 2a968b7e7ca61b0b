package org.recjpq.savedmodels.requests;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.TensorProto;

/**
 * A request to one signature. TensorFlow Java does not include TF Serving's messages, so the few
 * required fields are written and read by their numbers.
 *
 * <p>Source: TensorFlow Serving, {@code apis/predict.proto}, {@code apis/model.proto} and {@code
 * apis/prediction_log.proto}.
 *
 * @param model the name that the model is served under
 * @param signature key of the signature
 * @param inputs inputs by name
 */
public record PredictRequest(
    String model, String signature, SortedMap<String, TensorProto> inputs) {
  private static final int LOG_PREDICT_LOG = 6;
  private static final int PREDICT_LOG_REQUEST = 1;
  private static final int REQUEST_MODEL_SPEC = 1;
  private static final int REQUEST_INPUTS = 2;
  private static final int SPEC_NAME = 1;
  private static final int SPEC_SIGNATURE_NAME = 3;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  /** Copies the inputs. */
  public PredictRequest {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  /** The request as a {@code PredictionLog}; the inputs are sorted by name. */
  byte[] toPredictionLog() {
    UnknownFieldSet.Builder spec = UnknownFieldSet.newBuilder();
    spec.addField(SPEC_NAME, field(ByteString.copyFromUtf8(model)));
    spec.addField(SPEC_SIGNATURE_NAME, field(ByteString.copyFromUtf8(signature)));
    Field.Builder entries = Field.newBuilder();
    inputs.forEach((name, tensor) -> entries.addLengthDelimited(entry(name, tensor)));
    UnknownFieldSet.Builder request = UnknownFieldSet.newBuilder();
    request.addField(REQUEST_MODEL_SPEC, field(spec.build().toByteString()));
    request.addField(REQUEST_INPUTS, entries.build());
    UnknownFieldSet log = message(PREDICT_LOG_REQUEST, request.build().toByteString());
    return message(LOG_PREDICT_LOG, log.toByteString()).toByteArray();
  }

  private static ByteString entry(String name, TensorProto tensor) {
    return UnknownFieldSet.newBuilder()
        .addField(ENTRY_KEY, field(ByteString.copyFromUtf8(name)))
        .addField(ENTRY_VALUE, field(tensor.toByteString()))
        .build()
        .toByteString();
  }

  private static UnknownFieldSet message(int number, ByteString content) {
    return UnknownFieldSet.newBuilder().addField(number, field(content)).build();
  }

  private static Field field(ByteString content) {
    return Field.newBuilder().addLengthDelimited(content).build();
  }

  /**
   * Reads what {@link #toPredictionLog} writes; other fields are skipped.
   *
   * @throws InvalidProtocolBufferException if it is not such a message
   */
  static PredictRequest ofPredictionLog(byte[] log) throws InvalidProtocolBufferException {
    ByteString predictLog = content(UnknownFieldSet.parseFrom(log), LOG_PREDICT_LOG);
    ByteString found = content(UnknownFieldSet.parseFrom(predictLog), PREDICT_LOG_REQUEST);
    UnknownFieldSet request = UnknownFieldSet.parseFrom(found);
    UnknownFieldSet spec = UnknownFieldSet.parseFrom(content(request, REQUEST_MODEL_SPEC));
    SortedMap<String, TensorProto> inputs = new TreeMap<>();
    for (ByteString bytes : request.getField(REQUEST_INPUTS).getLengthDelimitedList()) {
      UnknownFieldSet entry = UnknownFieldSet.parseFrom(bytes);
      inputs.put(
          content(entry, ENTRY_KEY).toStringUtf8(),
          TensorProto.parseFrom(content(entry, ENTRY_VALUE)));
    }
    return new PredictRequest(
        content(spec, SPEC_NAME).toStringUtf8(),
        content(spec, SPEC_SIGNATURE_NAME).toStringUtf8(),
        inputs);
  }

  /** The last value of a field, as protocol buffers define it; empty if there is none. */
  private static ByteString content(UnknownFieldSet message, int number) {
    List<ByteString> values = message.getField(number).getLengthDelimitedList();
    return values.isEmpty() ? ByteString.EMPTY : values.get(values.size() - 1);
  }
}
