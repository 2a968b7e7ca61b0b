package org.recjpq.program.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.recjpq.program.TinyLog;

/** Files that commands take from their users, of every kind, with a command that reads each. */
final class DamagedInputs {
  private static final Path PARQUET =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden", "parquet");

  private static final String CSV_HISTORIES = "ann,c0-0,c0-1\nbob,c1-0\n\"c,d\",c2-1,c3-0\n";
  private static final String JSON_HISTORIES =
      "{\"name\": \"u\", \"items\": [\"c0-0\", \"c1-1\"]}\n{\"name\": \"v\", \"items\": []}\n";

  private final Path folder;
  private final Path export;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();

  /** Inputs in a folder, for an export of {@link TinyLog}. */
  DamagedInputs(Path folder, Path export) {
    this.folder = folder;
    this.export = export;
  }

  /** Whether any change of a file of this name can be noticed. */
  static boolean isSealed(String name) {
    return name.matches(".*\\.(gz|zst|bz2|zip)");
  }

  /** Writes the files; returns their names with the commands. */
  Map<String, List<String>> write() throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve("log.csv");
    TinyLog.write(log);
    byte[] bytes = Files.readAllBytes(log);
    compress("log.csv.gz", bytes, GZIPOutputStream::new);
    compress("log.csv.bz2", bytes, BZip2CompressorOutputStream::new);
    compress("log.csv.zst", bytes, out -> new ZstdOutputStream(out).setChecksum(true));
    compress(
        "log.csv.zip",
        bytes,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry("log.csv"));
          return zip;
        });
    text("log.jsonl", jsonLog(bytes));
    Files.copy(PARQUET.resolve("histories_no_list.parquet"), folder.resolve("log.parquet"));
    for (String name :
        List.of("log.csv", "log.csv.gz", "log.csv.bz2", "log.csv.zst", "log.csv.zip")) {
      commands.put(name, List.of("stats", "--log=" + folder.resolve(name)));
    }
    commands.put("log.jsonl", List.of("stats", "--log=" + folder.resolve("log.jsonl")));
    commands.put(
        "log.parquet",
        List.of(
            "stats",
            "--log=" + folder.resolve("log.parquet"),
            "--time-column=none",
            "--min-user-interactions=1"));
    text("histories.csv", CSV_HISTORIES);
    text("histories.jsonl", JSON_HISTORIES);
    compress("histories.csv.gz", CSV_HISTORIES.getBytes(UTF_8), GZIPOutputStream::new);
    for (String name : List.of("histories.csv", "histories.jsonl", "histories.csv.gz")) {
      commands.put(
          name, List.of("recommend", export.toString(), "--histories=" + folder.resolve(name)));
    }
    text("titles.csv", "item,title\nc0-0,Aleph\nc0-1,\"Beth, the \"\"2nd\"\"\"\n");
    commands.put(
        "titles.csv",
        List.of(
            "recommend",
            export.toString(),
            "--history=c0-0,c0-1",
            "--titles=" + folder.resolve("titles.csv")));
    text("settings.yaml", "model:\n  dimension: 16\nseed: 7\n");
    commands.put(
        "settings.yaml",
        List.of(
            "train",
            "--log=" + folder.resolve("none.csv"),
            "--config=" + folder.resolve("settings.yaml"),
            "--run=" + folder.resolve("new")));
    text("codes.csv", codes());
    commands.put(
        "codes.csv",
        List.of(
            "assign",
            "--log=" + log,
            "--codes-file=" + folder.resolve("codes.csv"),
            "--output=" + folder.resolve("codes")));
    return commands;
  }

  private static String jsonLog(byte[] csv) {
    return new String(csv, UTF_8)
        .lines()
        .skip(1)
        .map(row -> row.split(",", -1))
        .map(
            row ->
                "{\"user\": \"%s\", \"item\": \"%s\", \"timestamp\": %s}\n"
                    .formatted(row[0], row[1], row[2]))
        .collect(Collectors.joining());
  }

  /** Codes of two splits for the items of {@link TinyLog}, and for some more. */
  private static String codes() {
    return IntStream.range(0, 50 * 50)
        .mapToObj(i -> "c%d-%d,%d,%d\n".formatted(i / 50, i % 50, i % 7, i % 5))
        .collect(Collectors.joining());
  }

  private void text(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** Opens a compressing stream. */
  private interface Compressing {
    OutputStream over(OutputStream out) throws IOException;
  }

  private void compress(String name, byte[] bytes, Compressing compressing) throws IOException {
    try (OutputStream out = compressing.over(Files.newOutputStream(folder.resolve(name)))) {
      out.write(bytes);
    }
  }
}
