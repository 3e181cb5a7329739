package io.meanwhile.app.format;

import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Target;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Derives codecs from types. What has a text of its own is written as that text, enums in kebab
 * case, records as objects, JSON-shaped values as they are.
 */
final class ValueCodecs {
  private ValueCodecs() {}

  /**
   * The codec of a component's type.
   *
   * @throws IllegalStateException for a type that has no stored form: a mistake in the event
   */
  static ValueCodec of(Type type) {
    if (type instanceof ParameterizedType p) {
      Type[] arguments = p.getActualTypeArguments();
      if (p.getRawType() == List.class) {
        return new OfList(of(arguments[0]));
      }
      boolean keyed = p.getRawType() == Map.class && arguments[0] != String.class;
      return keyed ? new PairsCodec(of(arguments[0]), of(arguments[1])) : of(p.getRawType());
    }
    if (!(type instanceof Class<?> c)) {
      throw new IllegalStateException("no stored form for " + type.getTypeName());
    }
    return switch (c.getName()) {
      case "int", "java.lang.Integer" -> new OfNumber(n -> Math.toIntExact(n));
      case "long" -> new OfNumber(n -> n);
      case "java.lang.Long" -> new OfText<>(Long.class, Long::parseLong); // beyond a double
      case "boolean", "java.lang.Boolean" -> new OfBoolean();
      case "java.lang.Object" -> new OfJson();
      case "java.util.Map" -> new OfObject();
      case "java.lang.String" -> new OfText<>(String.class, Function.identity());
      case "java.time.Instant" -> new OfText<>(Instant.class, Times::parse);
      case "java.time.Duration" -> new OfText<>(Duration.class, Duration::parse);
      default -> named(c);
    };
  }

  private static ValueCodec named(Class<?> type) {
    if (type == EffectKey.class) {
      return new OfText<>(EffectKey.class, EffectKey::parse);
    }
    if (type == Target.class) {
      return new OfText<>(Target.class, Target::parse);
    }
    if (type.isEnum()) {
      return new OfEnum(type.asSubclass(Enum.class).getEnumConstants());
    }
    if (type.isRecord()) {
      return RecordCodec.of(type.asSubclass(Record.class));
    }
    throw new IllegalStateException("no stored form for " + type.getName());
  }

  /** {@code EffectRequested} becomes {@code effect-requested}. */
  static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static IllegalArgumentException unexpected(String wanted, @Nullable Object json) {
    String found = json == null ? "null" : json.getClass().getSimpleName();
    return new IllegalArgumentException("expected " + wanted + ", found " + found);
  }

  private record OfText<T>(Class<T> type, Function<String, T> parse) implements ValueCodec {
    @Override
    public void write(JsonBuffer out, Object value) {
      out.string(value instanceof Instant time ? Times.text(time) : value.toString());
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      if (json instanceof String text) {
        return parsed(text);
      }
      throw unexpected("text", json);
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      return parsed(in.string());
    }

    private T parsed(String text) {
      try {
        return parse.apply(text);
      } catch (java.time.format.DateTimeParseException e) {
        throw new IllegalArgumentException("not a time: " + text, e);
      }
    }
  }

  private record OfNumber(Function<Long, Object> narrow) implements ValueCodec {
    @Override
    public void write(JsonBuffer out, Object value) {
      out.number(((Number) value).longValue());
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      if (json instanceof Long number) {
        return narrowed(number);
      }
      throw unexpected("a whole number", json);
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      return narrowed(in.whole());
    }

    private Object narrowed(Long number) {
      try {
        return narrow.apply(number);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("number too large: " + number, e);
      }
    }
  }

  private record OfBoolean() implements ValueCodec {
    @Override
    public void write(JsonBuffer out, Object value) {
      out.put((Boolean) value ? "true" : "false");
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      if (json instanceof Boolean) {
        return json;
      }
      throw unexpected("true or false", json);
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      return in.truth();
    }
  }

  private record OfJson() implements ValueCodec {
    @Override
    public void write(JsonBuffer out, Object value) {
      CanonicalJson.write(out, value);
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      return Json.copy(json);
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      return Json.copy(in.value());
    }
  }

  private record OfObject() implements ValueCodec {
    @Override
    public void write(JsonBuffer out, Object value) {
      CanonicalJson.write(out, value);
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      if (json instanceof Map<?, ?> map) {
        return Json.object(map);
      }
      throw unexpected("an object", json);
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      return read(in.value());
    }
  }

  private record OfList(ValueCodec element) implements ValueCodec {
    @Override
    public void write(JsonBuffer out, Object value) {
      out.put('[');
      boolean first = true;
      for (Object each : (List<?>) value) {
        if (!first) {
          out.put(',');
        }
        first = false;
        element.write(out, each);
      }
      out.put(']');
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      if (!(json instanceof List<?> values)) {
        throw unexpected("a list", json);
      }
      List<Object> read = new ArrayList<>(values.size());
      for (Object each : values) {
        Object one = element.read(each);
        if (one == null) {
          throw unexpected("an element", null);
        }
        read.add(one);
      }
      return List.copyOf(read);
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      in.expect('[');
      if (in.take(']')) {
        return List.of();
      }
      List<Object> read = new ArrayList<>();
      do {
        Object one = element.read(in);
        if (one == null) {
          throw WrittenJson.unsure();
        }
        read.add(one);
      } while (in.take(','));
      in.expect(']');
      return List.copyOf(read);
    }
  }

  private static final class OfEnum implements ValueCodec {
    private final Map<Enum<?>, String> texts = new HashMap<>();
    private final Map<String, Enum<?>> constants = new HashMap<>();

    OfEnum(Enum<?>[] values) {
      for (Enum<?> value : values) {
        String text = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        texts.put(value, text);
        constants.put(text, value);
      }
    }

    @Override
    public void write(JsonBuffer out, Object value) {
      out.string(Objects.requireNonNull(texts.get((Enum<?>) value)));
    }

    @Override
    public @Nullable Object read(@Nullable Object json) {
      Enum<?> constant = json instanceof String text ? constants.get(text) : null;
      if (constant == null) {
        throw new IllegalArgumentException(
            "expected one of " + constants.keySet() + ", found " + json);
      }
      return constant;
    }

    @Override
    public @Nullable Object read(WrittenJson in) {
      Enum<?> constant = constants.get(in.string());
      if (constant == null) {
        throw WrittenJson.unsure();
      }
      return constant;
    }
  }
}
