package org.recjpq.savedmodels.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ItemIds;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

class TensorMessagesTest {
  @Test
  void aMatrixOfStringsIsFilledUp() {
    var message =
        new TensorMessages(ItemIds.STRINGS)
            .matrix(List.of(List.of("größe"), List.of("a", "b\0"), List.of()));
    try (TString matrix = (TString) TensorMessages.tensor(message)) {
      assertEquals(Shape.of(3, 2), matrix.shape());
      assertEquals("größe", matrix.getObject(0, 0));
      assertEquals("", matrix.getObject(0, 1));
      assertEquals("b\0", matrix.getObject(1, 1));
      assertEquals("", matrix.getObject(2, 1));
    }
  }

  @Test
  void vectorsHaveTheirValues() {
    try (TString strings =
            (TString) TensorMessages.tensor(TensorMessages.strings(List.of("a", "")));
        TInt32 ints = (TInt32) TensorMessages.tensor(TensorMessages.vector(7, -1, 0));
        TBool truths = (TBool) TensorMessages.tensor(TensorMessages.vector(false, true))) {
      assertEquals(Shape.of(2), strings.shape());
      assertEquals("a", strings.getObject(0));
      assertEquals(Shape.of(3), ints.shape());
      assertEquals(-1, ints.getInt(1));
      assertEquals(Shape.of(2), truths.shape());
      assertTrue(truths.getBoolean(1));
    }
  }

  @Test
  void aTensorNeedsAValueForEachElement() {
    TensorProto message = TensorMessages.vector(1, 2).toBuilder().addIntVal(3).build();
    var failure = assertThrows(DataException.class, () -> TensorMessages.tensor(message));
    assertEquals(
        "a tensor: expected a value for each of 2 elements, found 3", failure.getMessage());
  }

  @Test
  void otherTypesAreRefused() {
    TensorProto message = TensorProto.newBuilder().setDtype(DataType.DT_HALF).build();
    var failure = assertThrows(DataException.class, () -> TensorMessages.tensor(message));
    assertEquals(
        "a tensor: expected the type string, int32, int64 or bool, found DT_HALF",
        failure.getMessage());
  }
}
