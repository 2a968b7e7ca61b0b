package org.recjpq.training.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import org.recjpq.assignment.files.DataException;

/**
 * Metrics in {@linkplain org.recjpq.assignment.json.Json JSON}: their key as a string if that is
 * sufficient, such as {@code "ndcg@10"}; else an object, like any other part.
 */
public final class MeasureJson {
  private MeasureJson() {}

  /** Writes metrics of both kinds. */
  public static final class Writer extends JsonSerializer<Measure> {
    @Override
    public void serialize(Measure metric, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (isToldByKey(metric)) {
        out.writeString(metric.key());
      } else {
        provider.defaultSerializeValue(metric, out);
      }
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
      JsonNode node = context.readTree(parser);
      return node instanceof TextNode text
          ? Metrics.parse(kind, text.asText())
          : context.readTreeAsValue(node, kind);
    }
  }
}
