package org.recjpq.savedmodels;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Calls the signatures of an export with Java arrays, as a client of TF Serving would. */
public final class SignatureCaller implements AutoCloseable {
  private final SavedModelBundle bundle;

  public SignatureCaller(Path directory) {
    bundle = SavedModelBundle.loader(directory.toString()).withTags("serve").load();
  }

  /** Rows padded at the end with "" to the width of the longest. */
  public static TString strings(List<List<String>> rows) {
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    DataBuffer<String> cells = DataBuffers.ofObjects(String.class, (long) rows.size() * width);
    for (int row = 0, cell = 0; row < rows.size(); row++) {
      for (int column = 0; column < width; column++, cell++) {
        List<String> strings = rows.get(row);
        cells.setObject(column < strings.size() ? strings.get(column) : "", cell);
      }
    }
    return TString.tensorOf(Shape.of(rows.size(), width), cells);
  }

  public static TString vector(List<String> strings) {
    return TString.tensorOf(
        Shape.of(strings.size()), DataBuffers.ofObjects(strings.toArray(String[]::new)));
  }

  public static TInt32 ints(int... values) {
    return TInt32.vectorOf(values);
  }

  public static TBool truths(boolean... values) {
    return TBool.vectorOf(values);
  }

  /** Outputs by name, as arrays. */
  public record Answer(Map<String, Object> outputs) {
    public Object get(String name) {
      return Objects.requireNonNull(outputs.get(name), name);
    }
  }

  /** Calls a signature and closes its inputs. */
  public Answer call(String signature, Map<String, Tensor> inputs) {
    try (Result result = bundle.function(signature).call(inputs)) {
      Map<String, Object> outputs = new HashMap<>();
      result.forEach(entry -> outputs.put(entry.getKey(), array(entry.getValue())));
      return new Answer(outputs);
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static Object array(Tensor tensor) {
    boolean flat = tensor.rank() == 1;
    if (tensor instanceof TString strings) {
      return flat
          ? StdArrays.array1dCopyOf(strings, String.class)
          : StdArrays.array2dCopyOf(strings, String.class);
    }
    if (tensor instanceof TFloat32 floats) {
      return flat ? StdArrays.array1dCopyOf(floats) : StdArrays.array2dCopyOf(floats);
    }
    if (tensor instanceof TBool truths) {
      return flat ? StdArrays.array1dCopyOf(truths) : StdArrays.array2dCopyOf(truths);
    }
    if (tensor instanceof TInt32 ints) {
      return flat ? StdArrays.array1dCopyOf(ints) : StdArrays.array2dCopyOf(ints);
    }
    return StdArrays.array1dCopyOf((TInt64) tensor);
  }

  @Override
  public void close() {
    bundle.close();
  }
}
