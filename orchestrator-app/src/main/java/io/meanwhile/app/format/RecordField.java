package io.meanwhile.app.format;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One component of a record in its stored form. */
final class RecordField {
  private final String name;
  private final byte[] key;
  private final Function<Object, @Nullable Object> accessor;
  private final ValueCodec codec;
  private final boolean optional;
  private final boolean apart;

  private RecordField(
      RecordComponent component, Function<Object, @Nullable Object> accessor, boolean apart) {
    this.name = component.getName();
    this.key = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
    this.accessor = accessor;
    this.codec = ValueCodecs.of(component.getGenericType());
    this.optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    this.apart = apart;
  }

  static RecordField of(RecordComponent component, boolean apart) {
    try {
      return new RecordField(component, accessor(component), apart);
    } catch (Throwable e) {
      throw new IllegalStateException("the component " + component + " must be public", e);
    }
  }

  /**
   * As if a lambda had been written for it: a handle in a field is not compiled into its caller.
   */
  @SuppressWarnings("unchecked") // made with this type
  private static Function<Object, @Nullable Object> accessor(RecordComponent component)
      throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle handle = lookup.unreflect(component.getAccessor());
    MethodType boxed = handle.type().wrap();
    MethodType erased = MethodType.methodType(Object.class, Object.class);
    return (Function<Object, @Nullable Object>)
        LambdaMetafactory.metafactory(
                lookup, "apply", MethodType.methodType(Function.class), erased, handle, boxed)
            .getTarget()
            .invoke();
  }

  String name() {
    return name;
  }

  /** True when it is stored elsewhere. */
  boolean apart() {
    return apart;
  }

  /** Writes name and value after the separator; false when there is nothing to write. */
  boolean write(JsonBuffer out, char separator, Object owner) {
    Object value = accessor.apply(owner);
    if (value == null) {
      return false;
    }
    codec.write(out.put(separator).put(key), value);
    return true;
  }

  @Nullable Object read(Map<?, ?> json, String owner) {
    Object value = json.get(name);
    if (value == null) {
      if (optional) {
        return null;
      }
      throw new IllegalArgumentException(owner + "." + name + " is missing");
    }
    try {
      return codec.read(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(owner + "." + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads name and value if they come next; null when they do not.
   *
   * @throws NotAsWrittenException when what comes next has to be asked for by name
   */
  @Nullable Object read(WrittenJson in, boolean first) {
    Object value = in.takeName(key, first) ? codec.read(in) : null;
    if (value == null && !optional) {
      throw WrittenJson.unsure();
    }
    return value;
  }
}
