package org.recjpq.training.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A protocol buffer message written field by field: for the messages of TensorBoard's plugins,
 * which TensorFlow Java does not have.
 *
 * <p>Fields are written in the order they are added, each under the number that the plugin's {@code
 * .proto} file gives it.
 */
final class ProtoMessage {
  private final ByteString.Output bytes = ByteString.newOutput();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  private interface Field {
    void write() throws IOException;
  }

  private ProtoMessage add(Field field) {
    try {
      field.write();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // cannot happen in memory
    }
  }

  /** A string field. */
  ProtoMessage string(int field, String value) {
    return add(() -> out.writeString(field, value));
  }

  /** An int or enum field. */
  ProtoMessage number(int field, int value) {
    return add(() -> out.writeInt32(field, value));
  }

  /** A double field. */
  ProtoMessage real(int field, double value) {
    return add(() -> out.writeDouble(field, value));
  }

  /** A message in a field. */
  ProtoMessage message(int field, ProtoMessage value) {
    return add(() -> out.writeBytes(field, value.toByteString()));
  }

  /** A message of a generated class in a field. */
  ProtoMessage message(int field, Message value) {
    return add(() -> out.writeMessage(field, value));
  }

  ByteString toByteString() {
    add(out::flush);
    return bytes.toByteString();
  }
}
