package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelPlacesTest {
  @Test
  void aNameStandsToTheRightOfItsDotWhereThereIsRoom() {
    LabelPlaces places = new LabelPlaces(List.of(new double[] {200, 100}));
    assertEquals(new LabelPlaces.Place(208, 104, "start"), places.next(200, 100, "alone"));
  }

  @Test
  void aNameAvoidsOtherDotsOtherNamesAndTheEdge() {
    LabelPlaces places =
        new LabelPlaces(
            List.of(new double[] {200, 100}, new double[] {220, 100}, new double[] {630, 50}));
    assertEquals("end", places.next(200, 100, "left of both").anchor());
    assertEquals("start", places.next(220, 100, "right of both").anchor());
    assertEquals("end", places.next(630, 50, "at the edge").anchor());
    LabelPlaces.Place fourth = places.next(224, 101, "crowded");
    assertNotEquals(105, fourth.y(), "beside it there are names and dots");
  }
}
