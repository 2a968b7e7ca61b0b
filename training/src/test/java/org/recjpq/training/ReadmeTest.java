package org.recjpq.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.EncoderShape;
import org.recjpq.graph.encoders.SequenceEncoder;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.client.ServingClient;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.reloading.ReloadingRecommender;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingListener;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Statements and code of the README about the library are correct. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern EVENT = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

  /** The imports that a reader's editor would add. */
  private static final List<Class<?>> IMPORTS =
      List.of(
          Dropout.class,
          Duration.class,
          EncoderSettings.class,
          EncoderShape.class,
          Evaluation.class,
          Initializer.class,
          Instant.class,
          Interactions.class,
          InteractionsBuilder.class,
          List.class,
          ListRequest.class,
          Operand.class,
          Ops.class,
          Parameters.class,
          Path.class,
          Recommendation.class,
          RecommendationService.class,
          Recommender.class,
          ReloadingRecommender.class,
          SequenceEncoder.class,
          ServingClient.class,
          Shape.class,
          TFloat32.class,
          TrainedModel.class,
          Training.class,
          TrainingConfig.class,
          URI.class,
          VariableRole.class);

  @Test
  void everyBlockOfJavaCompiles(@TempDir Path scratch) throws IOException {
    List<String> blocks = JAVA.matcher(readme()).results().map(block -> block.group(1)).toList();
    assertTrue(blocks.size() >= 5, blocks.size() + " blocks");
    StringBuilder source = new StringBuilder();
    IMPORTS.forEach(used -> source.append("import %s;\n".formatted(used.getName())));
    source.append("class Snippets {\n");
    for (int block = 0; block < blocks.size(); block++) {
      source.append("void block%d() throws Exception {\n".formatted(block));
      source.append(blocks.get(block)).append("}\n");
    }
    Path file = Files.writeString(scratch.resolve("Snippets.java"), source.append("}\n"));
    assertEquals("", errors(file));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("..", "README.md"));
  }

  /** The compiler's errors for a file. */
  private static String errors(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      String classPath = System.getProperty("java.class.path");
      List<String> options =
          List.of("-proc:none", "-d", String.valueOf(file.getParent()), "-cp", classPath);
      compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(file.toFile()))
          .call();
    }
    return messages.toString();
  }

  @Test
  void theTableOfEventsHasAllOfThem() throws IOException {
    String text = readme();
    int from = text.indexOf("### Listeners");
    Set<String> listed =
        EVENT
            .matcher(text.substring(from, text.indexOf("\n#", from + 1)))
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toSet());
    Set<String> events =
        Arrays.stream(TrainingListener.class.getDeclaredMethods())
            .filter(Method::isDefault)
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertEquals(events, listed);
  }
}
