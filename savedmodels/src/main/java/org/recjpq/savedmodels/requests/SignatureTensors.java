package org.recjpq.savedmodels.requests;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Inputs and outputs of the signatures of a loaded export. */
public final class SignatureTensors {
  private SignatureTensors() {}

  /**
   * Rows of ids, such as histories, as inputs of the signatures.
   *
   * @return string [B, H], padded at the end to the longest of them; must be closed
   * @throws IllegalArgumentException if an id is null
   */
  public static TString rows(List<List<String>> rows) {
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    DataBuffer<String> cells =
        DataBuffers.ofObjects(String.class, Math.multiplyExact(rows.size(), width));
    int cell = 0;
    for (List<String> row : rows) {
      for (int position = 0; position < width; position++) {
        String id = position < row.size() ? row.get(position) : "";
        if (id == null) {
          throw new IllegalArgumentException(
              "expected ids, found null at position %d of list %d"
                  .formatted(position, cell / width));
        }
        cells.setObject(id, cell++);
      }
    }
    return TString.tensorOf(Shape.of(rows.size(), width), cells);
  }

  /**
   * Ids, one per row.
   *
   * @return string [B]; must be closed
   * @throws IllegalArgumentException if an id is null
   */
  public static TString vector(List<String> ids) {
    int missing = new ArrayList<>(ids).indexOf(null);
    if (missing >= 0) {
      throw new IllegalArgumentException(
          "expected ids, found null at position %d".formatted(missing));
    }
    return TString.tensorOf(
        Shape.of(ids.size()), DataBuffers.ofObjects(ids.toArray(String[]::new)));
  }

  /**
   * An output of a signature, which is closed with the result.
   *
   * @throws IllegalStateException if the signature has no such output
   */
  public static Tensor output(Result result, String name) {
    return result.get(name).orElseThrow(() -> new IllegalStateException("no output " + name));
  }

  /** The rows of the output {@code vectors}, copied: B arrays of d numbers. */
  public static List<float[]> vectors(Result result) {
    TFloat32 vectors = (TFloat32) output(result, SignatureNames.VECTORS);
    int width = (int) vectors.shape().get(1);
    FloatDataBuffer numbers = vectors.asRawTensor().data().asFloats();
    List<float[]> rows = new ArrayList<>();
    for (long row = 0; row < vectors.shape().get(0); row++) {
      float[] vector = new float[width];
      numbers.offset(row * width).read(vector);
      rows.add(vector);
    }
    return rows;
  }
}
