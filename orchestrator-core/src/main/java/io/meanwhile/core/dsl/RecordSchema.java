package io.meanwhile.core.dsl;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a record: what a saga has to be started with. */
final class RecordSchema {
  private RecordSchema() {}

  /** An object whose components are all there, but for those that may be null. */
  static Map<String, Object> of(Class<?> type) {
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : components(type)) {
      properties.put(component.getName(), of(component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", "object"));
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
    return schema;
  }

  private static RecordComponent[] components(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException("not a record: " + type.getName());
    }
    return components;
  }

  private static Object of(Type type) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && List.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", of(generic.getActualTypeArguments()[0]));
    }
    return type instanceof Class<?> plain ? ofClass(plain) : Map.of();
  }

  /** Whole numbers beyond 2^53 travel as texts, so what may be one is either. */
  private static Object ofClass(Class<?> type) {
    if (type.isRecord()) {
      return of(type);
    }
    if (type.isEnum()) {
      Object[] constants = Objects.requireNonNull(type.getEnumConstants());
      return Map.of("enum", Arrays.stream(constants).map(Object::toString).toList());
    }
    return switch (type.getName()) {
      case "int", "java.lang.Integer", "long", "java.lang.Long", "short", "java.lang.Short" ->
          Map.of("type", "integer");
      case "double", "java.lang.Double", "float", "java.lang.Float" -> Map.of("type", "number");
      case "boolean", "java.lang.Boolean" -> Map.of("type", "boolean");
      case "java.lang.String", "java.time.Instant", "java.time.Duration", "java.util.UUID" ->
          Map.of("type", "string");
      default -> number(type) ? Map.of("type", List.of("number", "string")) : Map.of();
    };
  }

  private static boolean number(Class<?> type) {
    return type == BigInteger.class || type == BigDecimal.class;
  }
}
