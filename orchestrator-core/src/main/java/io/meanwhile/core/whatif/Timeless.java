package io.meanwhile.core.whatif;

import io.meanwhile.core.model.Observation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record says apart from its times, and from the ids that observers give their reports:
 * equal for events that differ in nothing else.
 */
final class Timeless {
  private Timeless() {}

  /** Component by component, so that an event that is added later needs no place here. */
  static List<@Nullable Object> of(Record value) {
    List<@Nullable Object> said = new ArrayList<>();
    said.add(value.getClass());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      boolean id = value instanceof Observation && component.getName().equals("id");
      if (!id && !component.getType().equals(Instant.class)) {
        Object content = read(value, component);
        said.add(content instanceof Record inner ? of(inner) : content);
      }
    }
    return said;
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("not to be read: " + component, impossible);
    }
  }
}
