package org.recjpq.savedmodels.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportManifest;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;

/**
 * A Markdown page for those who decide whether to serve a model: {@code assets.extra/README.md}. TF
 * Serving ignores it.
 */
final class ModelCard {
  static final Path FILE = Path.of("assets.extra", "README.md");

  private static final String LIMITS =
      """
      * Recommends only items of its catalogue; new items require new training.
      * Ids that it does not know are skipped. A history without any known id is answered by
        popularity, with scores that are shares of the training interactions.
      * Uses the newest %d known ids of a history.
      * Scores order the items of one list; they are not probabilities, and those of different
        histories cannot be compared.
      """;

  private final StringBuilder text = new StringBuilder();

  private ModelCard() {}

  /** Writes the card of a loaded export that is otherwise complete. */
  static void write(Recommender recommender, Provenance provenance) throws IOException {
    Path directory = recommender.directory();
    ModelCard card = new ModelCard();
    card.addModel(recommender.description(), provenance);
    for (Provenance.Section section : provenance.sections()) {
      card.heading(section.title()).append(section.markdown().strip()).append('\n');
    }
    card.heading("Limits").append(LIMITS.formatted(recommender.description().longestHistory()));
    card.addSignatures(recommender.bundle().signatures());
    card.addFiles(directory);
    card.addSettings(provenance.settings());
    Files.writeString(directory.resolve(FILE), card.text);
  }

  private void addModel(ExportDescription model, Provenance provenance) {
    text.append("# Model card: ").append(MarkdownTable.escaped(model.model()));
    text.append(", version ").append(model.version()).append("\n\n");
    MarkdownTable facts = new MarkdownTable("model", "");
    facts.row("items", number(model.items()));
    facts.row("dimension of vectors", number(model.dimension()));
    facts.row("item table", table(model));
    facts.row("newest items used", number(model.longestHistory()));
    facts.row("items per list of serving_default", number(model.listLength()));
    facts.row("written by TensorFlow", model.tensorflow());
    facts.row("hash of the configuration", model.configuration());
    if (provenance.data() != null) {
      facts.row("hash of the training data", provenance.data());
    }
    text.append(facts);
  }

  private static String table(ExportDescription model) {
    return model.splits() == null
        ? "a vector per item"
        : "RecJPQ, codes of %d sub-ids below %d".formatted(model.splits(), model.subIds());
  }

  private void addSignatures(List<Signature> signatures) {
    MarkdownTable table = new MarkdownTable("key", "inputs", "outputs");
    for (Signature signature : signatures) {
      if (!signature.methodName().isEmpty()) { // the initialiser has none
        table.markdownRow(
            MarkdownTable.code(signature.key()),
            tensors(signature.getInputs()),
            tensors(signature.getOutputs()));
      }
    }
    heading("Signatures").append(table);
  }

  private static String tensors(Map<String, TensorDescription> tensors) {
    return new TreeMap<>(tensors)
        .entrySet().stream()
            .map(
                tensor ->
                    "`%s` %s %s"
                        .formatted(
                            tensor.getKey(),
                            tensor
                                .getValue()
                                .dataType
                                .name()
                                .substring("DT_".length())
                                .toLowerCase(Locale.ROOT),
                            tensor.getValue().shape.toString().replace("-1", "any")))
            .collect(Collectors.joining("; "));
  }

  private void addFiles(Path directory) throws IOException {
    MarkdownTable table = new MarkdownTable("file").numbers("bytes");
    ExportManifest.contents(directory)
        .forEach(
            (name, content) ->
                table.markdownRow(MarkdownTable.code(name), number(content.bytes())));
    heading("Files").append(table);
  }

  private void addSettings(Map<String, String> settings) {
    if (!settings.isEmpty()) {
      MarkdownTable table = new MarkdownTable("setting", "value");
      settings.forEach(table::row);
      heading("Settings of the training").append(table);
    }
  }

  private StringBuilder heading(String title) {
    return text.append("\n## ").append(MarkdownTable.escaped(title)).append("\n\n");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
