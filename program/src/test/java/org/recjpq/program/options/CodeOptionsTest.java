package org.recjpq.program.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.QuotientRemainderCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.SvdCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class CodeOptionsTest {
  @Command
  private static final class Host {
    @Mixin CodeOptions codes = new CodeOptions();
  }

  @Test
  void withoutOptionsTheCodesAreSvds() {
    CodeOptions codes = parse();
    assertEquals(new SvdCodes(8, 256), codes.assigner());
    assertEquals(Map.of("codes", "svd", "splits", "8", "sub-ids", "256"), codes.settings());
    assertEquals(List.of(), codes.given());
  }

  @Test
  void everyOptionReachesTheAssigner() {
    CodeOptions codes =
        parse("--codes", "bpr", "--splits", "4", "--sub-ids", "32", "--bpr-epochs", "3");
    assertEquals(new BprCodes(4, 32, 3), codes.assigner());
    assertEquals("3", codes.settings().get("bpr-epochs"));
  }

  @Test
  void randomAndQuotientRemainderAreToBeHad() {
    assertEquals(new RandomCodes(2, 256), parse("--codes", "random", "--splits", "2").assigner());
    assertEquals(new QuotientRemainderCodes(), parse("--codes", "qr").assigner());
    assertEquals(Map.of("codes", "qr"), parse("--codes", "qr").settings());
  }

  @ParameterizedTest
  @CsvSource({"svd, --bpr-epochs", "random, --bpr-epochs", "qr, --splits", "qr, --sub-ids"})
  void anOptionWithoutEffectIsWrongUse(String codes, String option) {
    CodeOptions options = parse("--codes", codes, option, "8");
    var failure = assertThrows(ParameterException.class, options::assigner);
    assertEquals(
        option + " has no effect on " + codes + " codes; leave it out", failure.getMessage());
  }

  @Test
  void aValueOutOfRangeIsWrongUse() {
    var failure = assertThrows(ParameterException.class, () -> parse("--splits", "0"));
    assertEquals(
        "Invalid value for option '--splits': expected a whole number of at least 1, found 0",
        failure.getMessage());
  }

  private static CodeOptions parse(String... arguments) {
    Host host = new Host();
    new CommandLine(host).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return host.codes;
  }
}
