package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.sequences.Sequences;

class QuotientRemainderCodesTest extends CodeAssignerContract {
  @Override
  CodeAssigner assigner() {
    return new QuotientRemainderCodes();
  }

  @Test
  void aCodeIsQuotientAndRemainder() {
    ItemCodes codes = assigner().assign(Sequences.of(10), 1); // 12 rows, b = 4
    assertEquals(new CodeShape(2, 4), codes.shape());
    assertEquals(2, codes.subId(11, 0));
    assertEquals(3, codes.subId(11, 1));
  }

  @ParameterizedTest
  @CsvSource({"7, 3", "8, 4", "9, 4", "14, 4", "15, 5", "16, 5", "1, 2"})
  void allSubIdsFitForEverySizeNearASquare(int items, int expectedSubIds) {
    ItemCodes codes = assigner().assign(Sequences.of(items), 1); // generate checks the range
    assertEquals(expectedSubIds, codes.shape().subIds());
    assertEquals(0, new CodeReport(codes).itemsWithSharedCode());
  }
}
