package org.recjpq.training.backtest;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;

/** The model stays as it is, without the items and the transitions that come after its training. */
@AutoService(UpdateWay.class)
public record NoUpdate() implements UpdateWay {
  @Override
  public String name() {
    return "nothing";
  }

  @Override
  public Updated update(Window window, Path last, Path fresh) throws IOException {
    RunFolder folder = RunFolder.open(last);
    Catalogue known = Catalogue.read(folder.catalogue());
    RunData data =
        RunData.asTrained(folder, window.config(), window.cut().over(known, window.log()));
    return new Updated(Restored.best(new Run(folder, data)), 0);
  }
}
