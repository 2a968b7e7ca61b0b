package org.recjpq.assignment.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.AssignmentInput;

class PartsTest {
  /** A part that is not registered. */
  public record OwnCodes(int splits) implements CodeAssigner {
    @Override
    public AssignedCodes assign(AssignmentInput input) {
      throw new AssertionError("never called");
    }
  }

  @Test
  void offeredPartsAreFoundByNameWithTheirDefaults() {
    assertEquals("auto, bpr, file, pq, qr, random, rq, svd", Parts.names(CodeAssigner.class));
    assertEquals(Optional.of(new SvdCodes(8, 256)), Parts.find(CodeAssigner.class, "SVD"));
    assertEquals(Optional.empty(), Parts.find(CodeAssigner.class, "none"));
  }

  @Test
  void partThatNobodyOffersIsCalledByItsClass() {
    String name = "org.recjpq.assignment.parts.PartsTest$OwnCodes";
    assertEquals(name, new OwnCodes(3).name());
    assertEquals(OwnCodes.class, Parts.type(CodeAssigner.class, name));
    assertEquals(SvdCodes.class, Parts.type(CodeAssigner.class, "svd"));
  }

  @Test
  void missingClassIsToldInOneLine() {
    DataException missing =
        assertThrows(
            DataException.class, () -> Parts.type(CodeAssigner.class, "com.example.Codes"));
    assertEquals(
        "expected one of auto, bpr, file, pq, qr, random, rq, svd, or the name of a class on the"
            + " class path that implements CodeAssigner, found com.example.Codes; correct it or add"
            + " the jar of that class",
        missing.getMessage());
    assertThrows(DataException.class, () -> Parts.type(CodeAssigner.class, "java.lang.String"));
  }
}
