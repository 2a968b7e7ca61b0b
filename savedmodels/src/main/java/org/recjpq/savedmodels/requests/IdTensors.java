package org.recjpq.savedmodels.requests;

import java.util.List;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.IdForm;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Ids of items as tensors of the signatures of an export.
 *
 * @param ids those of the export
 */
public record IdTensors(ItemIds ids) {
  /**
   * Rows of ids, such as histories, as inputs of the signatures.
   *
   * @return [B, H] of the type that the export has, padded at the end to the longest of them; must
   *     be closed
   * @throws IllegalArgumentException if an id is null
   */
  public Tensor rows(List<List<String>> rows) {
    if (ids.form() == IdForm.STRINGS) {
      return SignatureTensors.rows(rows);
    }
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    long[] numbers = new long[Math.multiplyExact(rows.size(), width)];
    int cell = 0;
    for (List<String> row : rows) {
      for (int position = 0; position < width; position++) {
        numbers[cell] =
            position < row.size()
                ? number(row.get(position), position, " of list " + cell / width)
                : IdForm.NO_ITEM;
        cell++;
      }
    }
    return tensor(Shape.of(rows.size(), width), numbers);
  }

  /**
   * Ids, one per row.
   *
   * @return [B] of the type that the export has; must be closed
   * @throws IllegalArgumentException if an id is null
   */
  public Tensor vector(List<String> items) {
    if (ids.form() == IdForm.STRINGS) {
      return SignatureTensors.vector(items);
    }
    long[] numbers = new long[items.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(items.get(row), row, "");
    }
    return tensor(Shape.of(numbers.length), numbers);
  }

  private long number(String id, int position, String where) {
    if (id == null) {
      throw new IllegalArgumentException(
          "expected ids, found null at position %d%s".formatted(position, where));
    }
    return ids.number(id);
  }

  private Tensor tensor(Shape shape, long[] numbers) {
    if (ids.form() == IdForm.NUMBERS) {
      return TInt64.tensorOf(shape, DataBuffers.of(numbers));
    }
    int[] indexes = new int[numbers.length];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = (int) numbers[i];
    }
    return TInt32.tensorOf(shape, DataBuffers.of(indexes));
  }

  /**
   * The external id in a cell of an output.
   *
   * @param items [B, K]
   * @return {@code ""} for no item
   */
  public String id(Tensor items, int row, int slot) {
    if (items instanceof TString strings) {
      return strings.getObject(row, slot);
    }
    return ids.id(
        items instanceof TInt64 numbers
            ? numbers.getLong(row, slot)
            : ((TInt32) items).getInt(row, slot));
  }
}
