package org.recjpq.assignment.transitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;

class TransitionSettingsTest {
  private static final TransitionSettings ASKED_FOR = new TransitionSettings(20, 3, 20);
  private static final TransitionSettings OPTIONAL =
      new TransitionSettings(20, 3, 20, null, null, true);

  @Test
  void anOptionalMemoryIsLeftOutOfACatalogueThatIsTooLargeForIt() {
    assertEquals(OPTIONAL, OPTIONAL.resolved(16_777_216));
    assertEquals(new TransitionSettings(0, 3, 20, null, null, true), OPTIONAL.resolved(16_777_217));
    assertTrue(OPTIONAL.resolved(16_777_217).wasLeftOut());
    assertFalse(OPTIONAL.resolved(16_777_216).wasLeftOut());
    assertFalse(TransitionSettings.OFF.resolved(16_777_217).wasLeftOut());
  }

  @Test
  void aMemoryThatIsAskedForIsRefusedInstead() {
    assertEquals(ASKED_FOR, ASKED_FOR.resolved(16_777_216));
    assertEquals(
        "memory.successors: expected at most 16,777,216 items for 20 successors each, found"
            + " 16,777,217; set it lower, or to 0 for no memory",
        assertThrows(DataException.class, () -> ASKED_FOR.resolved(16_777_217)).getMessage());
  }

  @Test
  void aSuccessorTakesFourBytes() {
    assertEquals(80, ASKED_FOR.bytesPerItem());
    assertEquals(80L * 16_777_216, ASKED_FOR.bytes(16_777_216));
  }
}
