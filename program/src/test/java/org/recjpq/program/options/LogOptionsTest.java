package org.recjpq.program.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.logs.LogFormat.Preset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class LogOptionsTest {
  @Command
  static final class Host {
    @Mixin LogOptions log = new LogOptions();
  }

  private static LogOptions parse(String... arguments) {
    Host host = new Host();
    new CommandLine(host).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return host.log;
  }

  @Test
  void everyOptionSetsItsOwnSetting() {
    LogFile source =
        parse(
                "--log=/data/log.csv",
                "--format=movielens",
                "--delimiter=;",
                "--user-column=1",
                "--item-column=2",
                "--time-column=3",
                "--rating-column=4",
                "--time-format=yyyy",
                "--where=5=x",
                "--encoding=UTF-16",
                "--quote='",
                "--no-header",
                "--max-bad-rows=6",
                "--rejects=bad")
            .source();
    LogFormat format =
        LogFormat.of(Preset.MOVIELENS)
            .withDelimiter(";")
            .withColumns("1", "2", "3")
            .withValueColumn("4")
            .withTimeFormat("yyyy")
            .withWhere("5=x")
            .withEncoding("UTF-16")
            .withQuote("'")
            .withHeader(false);
    assertEquals(
        new LogFile(Path.of("/data/log.csv")).withFormat(format).withMaxBadRows(6, Path.of("bad")),
        source);
  }

  @Test
  void severalLogsAreOne() {
    for (String[] arguments :
        new String[][] {{"--log=/a", "--log=/b"}, {"--log", "/a", "/b", "--where=x=y"}}) {
      assertEquals(List.of(Path.of("/a"), Path.of("/b")), parse(arguments).source().paths());
    }
  }

  @Test
  void withoutOptionsTheDefaultsHold() {
    assertEquals(
        new LogFile(Path.of("/log.csv")).withMaxBadRows(0, Path.of("rejects.csv")),
        parse("--log=/x/../log.csv").source());
  }

  @Test
  void optionsOverrideTheSourceOfAFileOfSettings() {
    LogFormat format = LogFormat.of(Preset.CSV).withDelimiter("|").withQuote("'");
    ObjectNode file =
        Json.tree(new LogFile(Path.of("/a.csv")).withFormat(format).withMaxBadRows(3, null));
    LogFile source = parse("--delimiter=;", "--rejects=bad").source(file);
    assertEquals(
        new LogFile(Path.of("/a.csv"))
            .withFormat(format.withDelimiter(";"))
            .withMaxBadRows(3, Path.of("bad")),
        source);
    assertEquals(Path.of("/b.csv"), parse("--log=/b.csv").source(file).path());
  }

  @Test
  void wrongSettingsAreWrongUse() {
    assertWrongUse(
        "--user-column: expected a number, as there is no row that names the columns, found"
            + " \"who\"",
        "--log=a",
        "--no-header",
        "--user-column=who");
    assertWrongUse("expected a log, found none; name it with --log FILE", "--delimiter=,");
  }

  private static void assertWrongUse(String message, String... arguments) {
    LogOptions options = parse(arguments);
    assertEquals(message, assertThrows(ParameterException.class, options::source).getMessage());
  }
}
