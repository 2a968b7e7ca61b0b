package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.export.Provenance.Section;

class CardSectionsTest {
  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  @Test
  void dataNamesTheLogWithoutItsFoldersAndCountsWhatIsTrainedOn() {
    RunData data = tiny.data(scratch);
    Section section = new CardSections(data, 1234).data();
    String text = section.markdown();
    assertEquals("Data", section.title());
    assertTrue(text.startsWith("Log `generated`: 60 users, "), text);
    String counts =
        "%d items, %d interactions".formatted(data.items(), data.holdout().train().interactions());
    assertTrue(text.contains(counts), text);
    assertTrue(text.contains("gsasrec jpq-random"), text);
    assertTrue(text.contains("1,234 trained parameters"), text);
  }

  @Test
  void protocolTellsWhatTheRunDid() {
    RunData data = tiny.data(scratch);
    String text = new CardSections(data, 1).protocol().markdown();
    assertTrue(text.contains("The last interaction of each user is for the test"), text);
    assertTrue(text.contains("of up to 20 drawn users"), text);
    assertTrue(text.contains("those of the user's history too"), text);
    assertTrue(text.contains("Training stops after 100 validations"), text);
    assertTrue(text.contains("`ndcg@10`"), text);
    for (String sentence : new Protocol(data).sentences()) {
      assertTrue(text.contains(sentence), sentence);
    }
  }

  @Test
  void resultsThatAreNotKnownAreSaidToBe() {
    Section section = new CardSections(tiny.data(scratch), 1).results(null, null);
    assertEquals(List.of("Results", "Not known."), List.of(section.title(), section.markdown()));
  }
}
