package io.meanwhile.app.format;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as a canonical object: names sorted, null components left out. Derived from the record's
 * components once; a component that the stored object lacks must be {@code @Nullable}, and one that
 * the record lacks is ignored.
 */
final class RecordCodec implements ValueCodec {
  private final String name;
  private final MethodHandle constructor;
  private final List<RecordField> declared;
  private final List<RecordField> sorted;

  private RecordCodec(Class<? extends Record> type, @Nullable String apart) {
    name = type.getSimpleName();
    RecordComponent[] components = type.getRecordComponents();
    List<RecordField> fields = new ArrayList<>();
    for (RecordComponent component : components) {
      fields.add(RecordField.of(component, component.getName().equals(apart)));
    }
    declared = List.copyOf(fields);
    sorted =
        fields.stream()
            .filter(f -> !f.apart())
            .sorted(Comparator.comparing(RecordField::name))
            .toList();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor =
          MethodHandles.publicLookup()
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the record " + type.getName() + " must be public", e);
    }
  }

  static RecordCodec of(Class<? extends Record> type) {
    return new RecordCodec(type, null);
  }

  /** Leaves one component out: it is stored elsewhere and handed back to {@link #read}. */
  static RecordCodec without(Class<? extends Record> type, String apart) {
    return new RecordCodec(type, apart);
  }

  @Override
  public void write(JsonBuffer out, Object value) {
    char next = '{';
    for (RecordField field : sorted) {
      if (field.write(out, next, value)) {
        next = ',';
      }
    }
    if (next == '{') {
      out.put('{');
    }
    out.put('}');
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return read(map, null);
    }
    throw new IllegalArgumentException(name + " is not an object");
  }

  Object read(Map<?, ?> json, @Nullable Object apart) {
    @Nullable Object[] arguments = new @Nullable Object[declared.size()];
    for (int i = 0; i < arguments.length; i++) {
      RecordField field = declared.get(i);
      arguments[i] = field.apart() ? apart : field.read(json, name);
    }
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
