package org.recjpq.savedmodels.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaddedRowsTest {
  @Test
  void shortRowsAreFilledUpAtTheEnd() {
    assertEquals(
        List.of(List.of("a", "", ""), List.of("b", "c", "d"), List.of("", "", "")),
        PaddedRows.of(List.of(List.of("a"), List.of("b", "c", "d"), List.of())));
  }

  @Test
  void emptyRowsHaveOneCell() {
    assertEquals(List.of(List.of("")), PaddedRows.of(List.of(List.of())));
    assertEquals(List.of(), PaddedRows.of(List.of()));
  }
}
