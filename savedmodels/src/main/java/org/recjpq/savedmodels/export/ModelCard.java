package org.recjpq.savedmodels.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportManifest;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;

/**
 * A page of Markdown for whoever decides whether to serve a model: {@code assets.extra/README.md}.
 * TF Serving does not read it.
 */
final class ModelCard {
  static final Path FILE = Path.of("assets.extra", "README.md");

  private static final String LIMITS =
      """
      * Recommends only items of its catalogue; new items need a new training.
      * Ids that it does not know are passed over. A history without any known id is answered by
        popularity, with scores that are shares of the training interactions.
      * Looks at the newest %d known ids of a history.
      * Scores order the items of one list; they are no probabilities, and those of different
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
    text.append("# Model card: ").append(inline(model.model()));
    text.append(", version ").append(model.version()).append("\n\n");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("items", number(model.items()));
    facts.put("dimension of vectors", number(model.dimension()));
    facts.put("item table", table(model));
    facts.put("newest items it looks at", number(model.longestHistory()));
    facts.put("items a list of `serving_default`", number(model.listLength()));
    facts.put("written by TensorFlow", model.tensorflow());
    facts.put("hash of the configuration", model.configuration());
    if (provenance.data() != null) {
      facts.put("hash of the training data", provenance.data());
    }
    table("model", "", facts);
  }

  private static String table(ExportDescription model) {
    return model.splits() == null
        ? "a vector an item"
        : "RecJPQ, codes of %d sub-ids below %d".formatted(model.splits(), model.subIds());
  }

  private void addSignatures(List<Signature> signatures) {
    heading("Signatures").append("| key | inputs | outputs |\n| --- | --- | --- |\n");
    for (Signature signature : signatures) {
      if (!signature.methodName().isEmpty()) { // the initialiser has none
        row(
            "`" + signature.key() + "`",
            tensors(signature.getInputs()),
            tensors(signature.getOutputs()));
      }
    }
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
    Map<String, String> sizes = new LinkedHashMap<>();
    ExportManifest.contents(directory)
        .forEach((name, content) -> sizes.put("`" + name + "`", number(content.bytes())));
    heading("Files");
    table("file", "bytes", sizes);
  }

  private void addSettings(Map<String, String> settings) {
    if (!settings.isEmpty()) {
      heading("Settings of the training");
      table("setting", "value", settings);
    }
  }

  private StringBuilder heading(String title) {
    return text.append("\n## ").append(inline(title)).append("\n\n");
  }

  private void table(String left, String right, Map<String, String> rows) {
    row(left, right);
    row("---", "---");
    rows.forEach((name, value) -> row(name, inline(value)));
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Text that neither ends a line nor a cell. */
  private static String inline(String value) {
    return value.replaceAll("\\p{Cntrl}", " ").replace("|", "\\|");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
