package io.meanwhile.app.log;

import io.meanwhile.core.model.SagaEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives Axon's handlers a payload in the type they ask for. A stored event becomes a {@link
 * StoredEvent}, a {@link SagaEvent}, a Map, a JsonNode, text, bytes or any type that Jackson can
 * read from its payload; everything else goes through Jackson 3. Readers are kept by type.
 */
public final class PayloadConverter implements Converter {
  private final JsonMapper mapper =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  @Override
  public boolean canConvert(Type from, Type to) {
    return true;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
  public <T> @Nullable T convert(@Nullable Object input, Type target) {
    return (T) converted(input, target);
  }

  private @Nullable Object converted(@Nullable Object input, Type target) {
    Class<?> wanted = raw(target);
    if (input == null || (target == wanted && wanted.isInstance(input))) {
      return input;
    }
    try {
      return switch (input) {
        case StoredEvent event -> fromEvent(event, wanted, target);
        case byte[] json -> fromBytes(json, wanted, target);
        case String text when wanted == byte[].class -> text.getBytes(StandardCharsets.UTF_8);
        case String text -> reader(target).readValue(text);
        default -> toOther(input, wanted, target);
      };
    } catch (JacksonException e) {
      throw new ConversionException(
          "a " + input.getClass().getName() + " cannot be read as " + target.getTypeName(), e);
    }
  }

  private Object fromEvent(StoredEvent event, Class<?> wanted, Type target) {
    if (SagaEvent.class.isAssignableFrom(wanted)) {
      if (wanted.isInstance(event.event())) {
        return event.event();
      }
      throw new ConversionException(event + " is no " + wanted.getSimpleName());
    }
    if (wanted == Map.class) {
      return event.json();
    }
    return fromBytes(event.payload(), wanted, target);
  }

  private Object fromBytes(byte[] json, Class<?> wanted, Type target) {
    if (wanted == byte[].class) {
      return json;
    }
    if (wanted == String.class) {
      return new String(json, StandardCharsets.UTF_8);
    }
    if (JsonNode.class.isAssignableFrom(wanted)) {
      return mapper.readTree(json);
    }
    return reader(target).readValue(json);
  }

  private Object toOther(Object input, Class<?> wanted, Type target) {
    if (wanted == byte[].class) {
      return mapper.writeValueAsBytes(input);
    }
    if (wanted == String.class) {
      return mapper.writeValueAsString(input);
    }
    JavaType type = mapper.constructType(target);
    return mapper.convertValue(input, type);
  }

  private ObjectReader reader(Type type) {
    return readers.computeIfAbsent(type, t -> mapper.readerFor(mapper.constructType(t)));
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> raw(p.getRawType());
      default -> Object.class;
    };
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("mapper", "Jackson 3");
  }
}
