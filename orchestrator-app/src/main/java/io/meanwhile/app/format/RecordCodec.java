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

  /** Where each of the sorted ones stands among the declared ones. */
  private final int[] places;

  /** Where the one that is stored elsewhere stands; -1 when there is none. */
  private final int placeApart;

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
    places = sorted.stream().mapToInt(declared::indexOf).toArray();
    placeApart = fields.stream().map(RecordField::apart).toList().indexOf(true);
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
    return made(arguments);
  }

  @Override
  public @Nullable Object read(WrittenJson in) {
    return read(in, null);
  }

  private Object read(WrittenJson in, @Nullable Object apart) {
    @Nullable Object[] arguments = new @Nullable Object[declared.size()];
    if (placeApart >= 0) {
      arguments[placeApart] = apart;
    }
    in.expect('{');
    int start = in.at();
    for (int i = 0; i < places.length; i++) {
      arguments[places[i]] = sorted.get(i).read(in, in.at() == start);
    }
    in.expect('}');
    return made(arguments);
  }

  /**
   * Reads bytes in [from, to) that are most likely as {@link #write} wrote them. Null when they are
   * not, or make no such record: then {@link #read(Map, Object)} has to decide, which can read more
   * and says what is wrong.
   */
  @Nullable Object written(byte[] bytes, int from, int to, @Nullable Object apart) {
    try {
      WrittenJson in = new WrittenJson(bytes, from, to);
      Object value = read(in, apart);
      return in.atEnd() ? value : null;
    } catch (NotAsWrittenException | IllegalArgumentException | NullPointerException e) {
      return null;
    }
  }

  private Object made(@Nullable Object[] arguments) {
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
