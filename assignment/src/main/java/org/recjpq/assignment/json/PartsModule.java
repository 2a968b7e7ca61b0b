package org.recjpq.assignment.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.parts.Parts;

/**
 * Parts in JSON: an object whose {@code type} is the part's name and whose other fields are its
 * settings; missing ones have the part's defaults. The name alone, as a string, is the part with
 * its defaults.
 */
final class PartsModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  /** The field with the name. */
  static final String TYPE = "type";

  PartsModule() {
    super("parts");
    setMixInAnnotation(Part.class, TypeFirst.class);
    addSerializer(Path.class, new PathWriter());
    addDeserializer(Path.class, new PathReader());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addDeserializers(new ByKind());
  }

  /** Writes a path as plain text, where Jackson would write a URI. */
  private static final class PathWriter extends StdSerializer<Path> {
    private static final long serialVersionUID = 1;

    PathWriter() {
      super(Path.class);
    }

    @Override
    public void serialize(Path path, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(path.toString());
    }
  }

  /** Reads a path as {@link PathWriter} writes it. */
  private static final class PathReader extends StdScalarDeserializer<Path> {
    private static final long serialVersionUID = 1;

    PathReader() {
      super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Path.of(parser.getValueAsString(""));
    }
  }

  /** Writes a part with its type first. */
  @JsonPropertyOrder(TYPE)
  private interface TypeFirst {
    @JsonProperty(TYPE)
    String name();
  }

  /** Deserialises types that are interfaces extending {@link Part}. */
  private static final class ByKind extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      Class<?> kind = type.getRawClass();
      return kind.isInterface() && Part.class.isAssignableFrom(kind)
          ? new PartReader<>(kind.asSubclass(Part.class))
          : null;
    }
  }

  /** Reads a part of one kind. */
  private static final class PartReader<P extends Part> extends JsonDeserializer<P> {
    private final Class<P> kind;

    PartReader(Class<P> kind) {
      this.kind = kind;
    }

    @Override
    public P deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      ObjectMapper mapper = (ObjectMapper) parser.getCodec();
      JsonNode node = context.readTree(parser);
      ObjectNode given = node.isObject() ? (ObjectNode) node : mapper.createObjectNode();
      JsonNode name = node.isObject() ? given.remove(TYPE) : node;
      if (!(name instanceof TextNode)) {
        throw new DataException(
            "expected the name of a %s as %s, one of %s, found %s; add it"
                .formatted(kind.getSimpleName(), TYPE, Parts.names(kind), node));
      }
      Class<? extends P> type = Parts.type(kind, name.asText());
      return context.readTreeAsValue(completed(mapper, type, given), type);
    }

    private static <P> ObjectNode completed(
        ObjectMapper mapper, Class<? extends P> type, ObjectNode given) {
      Optional<P> defaults = defaults(type);
      if (defaults.isEmpty()) {
        return given;
      }
      ObjectNode all = mapper.valueToTree(defaults.get());
      all.remove(TYPE);
      Overlay.put(all, given);
      return all;
    }

    private static <P> Optional<P> defaults(Class<? extends P> type) {
      try {
        return Optional.of(type.getConstructor().newInstance());
      } catch (NoSuchMethodException none) {
        return Optional.empty();
      } catch (InstantiationException | IllegalAccessException | InvocationTargetException broken) {
        throw new IllegalArgumentException(
            type.getName() + " must have default settings in its constructor without parameters",
            broken);
      }
    }
  }
}
