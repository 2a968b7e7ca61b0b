package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.program.CommandRun;

/**
 * A usage error gives exit code 2 and one line, before any work: the logs named here do not exist,
 * which would be a failure with exit code 1.
 */
class UsageErrorTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "--batch-size,        0,   a whole number of at least 1",
    "--batch-size,        -1,  a whole number of at least 1",
    "--batch-size,        2.5, a whole number of at least 1",
    "--batches-per-epoch, -1,  a whole number of at least 0",
    "--epochs,            -1,  a whole number of at least 0",
    "--evaluate-every,    0,   a whole number of at least 1",
    "--patience,          0,   a whole number of at least 1",
    "--negatives,         0,   a whole number of at least 1",
    "--validation-users,  -1,  a whole number of at least 0",
    "--warmup-steps,      -1,  a whole number of at least 0",
    "--threads,           0,   a whole number of at least 1",
    "--batch-parts,       0,   a whole number of at least 1",
    "--test-users,        0,   a whole number of at least 1",
    "--top-k,             0,   a whole number of at least 1",
    "--checkpoint-every,  -1,  a whole number of at least 0",
    "--dimension,         0,   a whole number of at least 1",
    "--max-length,        0,   a whole number of at least 1",
    "--blocks,            0,   a whole number of at least 1",
    "--heads,             0,   a whole number of at least 1",
    "--splits,            0,   a whole number of at least 1",
    "--sub-ids,           0,   a whole number of at least 1",
    "--bpr-epochs,        0,   a whole number of at least 1",
    "--min-user-interactions, 0, a whole number of at least 1",
    "--max-bad-rows,      -1,  a whole number of at least 0",
    "--batch-size,        3000000000, a whole number of at least 1",
    "--learning-rate,     0,   a number above 0",
    "--learning-rate,     NaN, a number above 0",
    "--learning-rate,     1e39, a number above 0",
    "--clip-norm,         -1,  a number of at least 0",
    "--weight-decay,      -1,  a number of at least 0",
    "--embedding-l2,      inf, a number of at least 0",
    "--calibration,       1.5, a number from 0 to 1",
    "--dropout,           1,   a number from 0 to below 1",
    "--dropout,           -.1, a number from 0 to below 1",
    "--dropout,           half, a number from 0 to below 1",
  })
  void aNumberOutOfItsRange(String option, String value, String expected) {
    assertWrongUse(
        "Invalid value for option '%s': expected %s, found %s; see recjpq train --help"
            .formatted(option, expected, value),
        trainWith(option + "=" + value));
  }

  @Test
  void numbersOfOtherCommands() {
    assertWrongUse(
        "Invalid value for option '--top-k': expected a whole number of at least 1, found 0; see"
            + " recjpq export --help",
        "export",
        "run",
        "--top-k=0");
    assertWrongUse(
        "Invalid value for option '--validation-users': expected a whole number of at least 0,"
            + " found -1; see recjpq assign --help",
        "assign",
        "--log=none",
        "--validation-users=-1");
  }

  @Test
  void sizesThatDoNotDivide() {
    assertWrongUse(
        "--dimension: expected a multiple of --splits (8), found 12; see recjpq train --help",
        trainWith("--dimension=12"));
    assertWrongUse(
        "--dimension: expected a multiple of --heads (3), found 128; see recjpq train --help",
        trainWith("--heads=3"));
    assertWrongUse(
        "--dimension: expected a multiple of --heads (3), found 64; see recjpq quickstart --help",
        "quickstart",
        "--log=none",
        "--heads=3");
    assertWrongUse(
        "--dimension: expected a multiple of --splits (2), found 5; see recjpq train --help",
        trainWith("--codes=qr", "--dimension=5"));
  }

  @Test
  void optionsThatExcludeEachOther() {
    assertWrongUse(
        "--codes has no effect on full; leave it out; see recjpq train --help",
        trainWith("--items=full", "--codes=svd", "--splits=4"));
    assertWrongUse(
        "--bpr-epochs has no effect on svd; leave it out; see recjpq train --help",
        trainWith("--bpr-epochs=3"));
    assertWrongUse(
        "--embedding-l2: expected a full item table, found jpq; set --items to full or leave it"
            + " out; see recjpq train --help",
        trainWith("--embedding-l2=0.1"));
    assertWrongUse(
        "--resume uses the run's own configuration; leave out --dimension, --run, or start a new"
            + " run; see recjpq train --help",
        "train",
        "--resume=none",
        "--dimension=8",
        "--run=" + directory.resolve("run"));
  }

  @Test
  void lazyAdamWhereItCannotBe() {
    assertWrongUse(
        "--lazy-adam has no effect on item table jpq; set --items to full or leave it out; see"
            + " recjpq train --help",
        trainWith("--lazy-adam"));
    assertWrongUse(
        "--lazy-adam: expected a loss that looks single items up, found loss softmax, which changes"
            + " the whole table; use another loss or leave it out; see recjpq train --help",
        trainWith("--lazy-adam", "--items=full", "--loss=softmax"));
    assertWrongUse(
        "--lazy-adam: expected a loss that looks single items up, found --embedding-l2, which"
            + " changes the whole table; use another loss or leave it out; see recjpq train --help",
        trainWith("--lazy-adam", "--items=full", "--embedding-l2=0.1"));
  }

  @Test
  void bfloat16WhereItCannotBe() {
    assertWrongUse(
        "--bfloat16 has no effect on gru4rec, whose graph is run as it is built; leave it out; see"
            + " recjpq train --help",
        trainWith("--bfloat16", "--model=gru4rec"));
  }

  @Test
  void tasksAndLossesThatDoNotGoTogether() {
    assertWrongUse(
        "--calibration has no effect on bce; leave it out; see recjpq train --help",
        trainWith("--model=sasrec", "--calibration=0.5"));
    assertWrongUse(
        "--calibration has no effect on bce; leave it out; see recjpq quickstart --help",
        "quickstart",
        "--log=none",
        "--loss=bce",
        "--calibration=0");
    assertWrongUse(
        "--task: expected one that shows only the past for sasrec, found masked-items; see recjpq"
            + " train --help",
        trainWith("--task=masked-items"));
    assertWrongUse(
        "--loss: expected one that takes several positives, as task suffix has them, found gbce;"
            + " see recjpq train --help",
        trainWith("--task=suffix"));
  }

  @Test
  void whatIsMissingOrUnknown() {
    assertWrongUse(
        "no preset is called sasrek; expected one of recommended, sasrec-recjpq, bert4rec-recjpq,"
            + " gru4rec-recjpq, gsasrec, esasrec, sasrec-recjpq-small, bert4rec-recjpq-small,"
            + " gru4rec-recjpq-small, gsasrec-small, quickstart; see recjpq train --help",
        trainWith("--preset=sasrek"));
    assertWrongUse(
        "expected a log, found none; name it with --log FILE; see recjpq train --help", "train");
    assertWrongUse("Missing required parameter: 'RUN'; see recjpq evaluate --help", "evaluate");
    assertWrongUse(
        "Unknown option: '--dimensions=8'; did you mean --dimension? or see recjpq train --help",
        trainWith("--dimensions=8"));
    assertWrongUse( // not two more logs
        "Unknown options: '--epocs', '4'; did you mean --epochs? or see recjpq train --help",
        "train",
        "--log",
        "none.csv",
        "--epocs",
        "4");
    assertWrongUse(
        "Unmatched argument at index 0: 'tarin'; did you mean train? or see recjpq --help",
        "tarin");
    assertWrongUse("Unmatched argument at index 0: 'fly'; see recjpq --help", "fly");
    assertWrongUse(
        "--items: expected one of full, full-biased, full-untied, jpq, or the name of a class on"
            + " the class path that implements ItemSettings, found half; correct it or add the jar"
            + " of that class; see recjpq train --help",
        trainWith("--items=half"));
  }

  @Test
  void withoutACommandTheFirstStepsAreShown() {
    CommandRun run = CommandRun.ofProgram();
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("recjpq train --log ratings.csv"), run.err());
    assertTrue(run.err().lines().count() < 12, run.err());
  }

  /** Of gSASRec, unless the options name something to start from. */
  private String[] trainWith(String... options) {
    boolean named =
        Stream.of(options).anyMatch(option -> option.matches("--(model|preset|config)=.*"));
    return Stream.of(
            Stream.of("train", "--log=none", "--run=" + directory.resolve("run")),
            named ? Stream.<String>empty() : Stream.of("--model=gsasrec"),
            Stream.of(options))
        .flatMap(part -> part)
        .toArray(String[]::new);
  }

  private void assertWrongUse(String line, String... arguments) {
    CommandRun run = CommandRun.ofProgram(arguments);
    assertEquals("recjpq: " + line + System.lineSeparator(), run.err());
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertFalse(Files.exists(directory.resolve("run")));
  }
}
