package org.recjpq.training.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.parts.Parts;

/**
 * Metrics in JSON: their key as text where that says all, such as {@code "ndcg@10"}; else an object
 * whose {@code type} is the name and whose other fields are the settings.
 */
public final class MeasureJson {
  private static final String TYPE = "type";

  private MeasureJson() {}

  /** Writes metrics of both kinds. */
  public static final class Writer extends JsonSerializer<Measure> {
    @Override
    public void serialize(Measure metric, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (isToldByKey(metric)) {
        out.writeString(metric.key());
        return;
      }
      ObjectNode all = ((ObjectMapper) out.getCodec()).createObjectNode();
      all.put(TYPE, metric.name());
      all.setAll((ObjectNode) ((ObjectMapper) out.getCodec()).valueToTree(metric));
      out.writeTree(all);
    }

    private static boolean isToldByKey(Measure metric) {
      Class<? extends Measure> kind = metric instanceof Metric ? Metric.class : ListMetric.class;
      try {
        return Metrics.parse(kind, metric.key()).equals(metric);
      } catch (DataException another) {
        return false;
      }
    }
  }

  /** Reads a {@link Metric}. */
  public static final class MetricReader extends Reader<Metric> {
    /** For Jackson. */
    public MetricReader() {
      super(Metric.class);
    }
  }

  /** Reads a {@link ListMetric}. */
  public static final class ListMetricReader extends Reader<ListMetric> {
    /** For Jackson. */
    public ListMetricReader() {
      super(ListMetric.class);
    }
  }

  private abstract static class Reader<M extends Measure> extends JsonDeserializer<M> {
    private final Class<M> kind;

    Reader(Class<M> kind) {
      this.kind = kind;
    }

    @Override
    public M deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      ObjectCodec codec = parser.getCodec();
      JsonNode node = codec.readTree(parser);
      if (node instanceof TextNode text) {
        return Metrics.parse(kind, text.asText());
      }
      if (node instanceof ObjectNode settings && settings.remove(TYPE) instanceof TextNode type) {
        return codec.treeToValue(settings, Parts.type(kind, type.asText(), "metrics"));
      }
      throw new DataException(
          "metrics: expected text such as ndcg@10, or an object with the name of a metric as type,"
              + " found "
              + node);
    }
  }
}
