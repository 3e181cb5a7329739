package io.meanwhile.app.log;

import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Any event with any content, from a seed. Knows the components' types, not the events. */
public final class RandomEvents {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Ärger",
          "\"quoted\\\"",
          "line\nbreak\u0007",
          "\u20ac \ud83d\ude00",
          "\u007f\u2028");

  private final Random random;

  public RandomEvents(long seed) {
    random = new Random(seed);
  }

  public SagaEvent any() {
    Class<?>[] types = SagaEvent.class.getPermittedSubclasses();
    return (SagaEvent) record(types[random.nextInt(types.length)]);
  }

  /** Any state, whether events lead to it or not. */
  public Saga saga() {
    return (Saga) record(Saga.class);
  }

  List<SagaEvent> some() {
    List<SagaEvent> events = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      events.add(any());
    }
    return events;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean optional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean left = optional && random.nextInt(3) == 0;
      values[i] = left ? null : value(components[i].getGenericType());
    }
    try {
      Constructor<?> constructor =
          type.getConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        values.add(value(p.getActualTypeArguments()[0]));
      }
      return List.copyOf(values);
    }
    if (type instanceof ParameterizedType p && p.getActualTypeArguments()[0] != String.class) {
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        values.put(value(p.getActualTypeArguments()[0]), value(p.getActualTypeArguments()[1]));
      }
      return values;
    }
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
    if (raw.isEnum()) {
      return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    }
    return switch (raw.getSimpleName()) {
      case "int", "Integer" -> random.nextInt(1, 1_000_000);
      case "long", "Long" -> random.nextLong(1L << 53);
      case "boolean", "Boolean" -> random.nextBoolean();
      case "String" -> text();
      case "Instant" ->
          Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
      case "Target" -> new Target("chain-" + random.nextInt(9), "mint");
      case "EffectKey" -> effect();
      case "Map" -> Json.object(map(2));
      case "Object" -> json(3);
      default -> record(raw);
    };
  }

  private EffectKey effect() {
    EffectKey action = EffectKey.action("step-" + random.nextInt(5), random.nextInt(1, 4));
    return random.nextBoolean() ? action : EffectKey.compensation(action, random.nextInt(1, 3));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(100);
  }

  /** Not null: a component that is null and one that is left out are the same. */
  private Object json(int depth) {
    Object value =
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
          case 0 -> text();
          case 1 -> random.nextLong(-(1L << 53), 1L << 53);
          case 2 -> Double.longBitsToDouble(random.nextLong());
          case 3 -> random.nextBoolean();
          case 4 -> Arrays.asList(json(depth - 1), null, json(depth - 1));
          default -> map(depth - 1);
        };
    boolean finite = !(value instanceof Double d) || Double.isFinite(d);
    return finite ? java.util.Objects.requireNonNull(Json.copy(value)) : json(depth);
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), random.nextInt(5) == 0 ? null : json(depth));
    }
    return map;
  }
}
