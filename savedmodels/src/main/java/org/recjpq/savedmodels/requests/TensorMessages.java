package org.recjpq.savedmodels.requests;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.PaddedRows;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.BooleanDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Converts tensors of the types that the signatures use to and from messages. */
public final class TensorMessages {
  private static final Map<DataType, Function<TensorProto, Tensor>> READERS =
      Map.of(
          DataType.DT_STRING, TensorMessages::stringTensor,
          DataType.DT_INT32, TensorMessages::intTensor,
          DataType.DT_INT64, TensorMessages::longTensor,
          DataType.DT_BOOL, TensorMessages::boolTensor);

  private final ItemIds ids;

  /** Messages with the ids of an export. */
  TensorMessages(ItemIds ids) {
    this.ids = ids;
  }

  /** Ids [B, W], rows padded with no item. */
  TensorProto matrix(List<List<String>> rows) {
    List<List<String>> padded = PaddedRows.of(rows);
    int width = padded.stream().mapToInt(List::size).findFirst().orElse(0);
    return items(padded.stream().flatMap(List::stream).toList(), padded.size(), width);
  }

  /** Ids [B]. */
  TensorProto vector(List<String> items) {
    return items(items, items.size());
  }

  private TensorProto items(List<String> items, long... shape) {
    LongStream numbers = items.stream().mapToLong(ids::number);
    return switch (ids.form()) {
      case STRINGS -> strings(items, shape);
      case NUMBERS -> {
        TensorProto.Builder message = message(DataType.DT_INT64, shape);
        numbers.forEach(message::addInt64Val);
        yield message.build();
      }
      case INDEXES -> {
        TensorProto.Builder message = message(DataType.DT_INT32, shape);
        numbers.forEach(number -> message.addIntVal((int) number));
        yield message.build();
      }
    };
  }

  /** Strings [B]. */
  static TensorProto strings(List<String> values) {
    return strings(values, values.size());
  }

  private static TensorProto strings(List<String> values, long... shape) {
    TensorProto.Builder message = message(DataType.DT_STRING, shape);
    values.forEach(value -> message.addStringVal(ByteString.copyFromUtf8(value)));
    return message.build();
  }

  /** Numbers [B] of type int32. */
  static TensorProto vector(int... values) {
    TensorProto.Builder message = message(DataType.DT_INT32, values.length);
    IntStream.of(values).forEach(message::addIntVal);
    return message.build();
  }

  /** Booleans [B]. */
  static TensorProto vector(boolean... values) {
    TensorProto.Builder message = message(DataType.DT_BOOL, values.length);
    for (boolean value : values) {
      message.addBoolVal(value);
    }
    return message.build();
  }

  private static TensorProto.Builder message(DataType type, long... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (long size : shape) {
      sizes.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder().setDtype(type).setTensorShape(sizes);
  }

  /**
   * The tensor in a message, which the caller closes.
   *
   * @throws DataException if it is not of type string, int32, int64 or bool, or does not have one
   *     value, in the field of its type, for each element
   */
  public static Tensor tensor(TensorProto message) {
    Function<TensorProto, Tensor> reader = READERS.get(message.getDtype());
    if (reader == null) {
      throw new DataException(
          "a tensor: expected the type string, int32, int64 or bool, found " + message.getDtype());
    }
    return reader.apply(message);
  }

  private static Tensor stringTensor(TensorProto message) {
    byte[][] values =
        message.getStringValList().stream().map(ByteString::toByteArray).toArray(byte[][]::new);
    Shape shape = shape(message, values.length);
    return TString.tensorOfBytes(NdArrays.wrap(shape, DataBuffers.ofObjects(values)));
  }

  private static Tensor intTensor(TensorProto message) {
    int[] values = message.getIntValList().stream().mapToInt(Integer::intValue).toArray();
    return TInt32.tensorOf(shape(message, values.length), DataBuffers.of(values));
  }

  private static Tensor longTensor(TensorProto message) {
    long[] values = message.getInt64ValList().stream().mapToLong(Long::longValue).toArray();
    return TInt64.tensorOf(shape(message, values.length), DataBuffers.of(values));
  }

  private static Tensor boolTensor(TensorProto message) {
    int count = message.getBoolValCount();
    Shape shape = shape(message, count);
    BooleanDataBuffer values = DataBuffers.ofBooleans(count);
    IntStream.range(0, count).forEach(i -> values.setBoolean(message.getBoolVal(i), i));
    return TBool.tensorOf(shape, values);
  }

  private static Shape shape(TensorProto message, int count) {
    Shape shape =
        Shape.of(
            message.getTensorShape().getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray());
    if (shape.size() != count) {
      throw new DataException(
          "a tensor: expected a value for each of %d elements, found %d"
              .formatted(shape.size(), count));
    }
    return shape;
  }
}
