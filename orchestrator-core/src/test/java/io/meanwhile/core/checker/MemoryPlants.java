package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.pivot;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Tampered.by;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bugs in what is sent to participants that do not remember keys for ever. */
final class MemoryPlants {
  static final Definition FORWARD = definition(pivot(step("a", forgetful("a/do"), null)));
  static final Definition BACKWARD =
      definition(step("a", call("a/do"), forgetful("a/undo")), step("b", "a"));

  private MemoryPlants() {}

  private static Call forgetful(String to) {
    return call(to, 0, true, null).remembered(Duration.ofDays(1));
  }

  static void add(Plants plants) {
    plants.put(
        "an action is sent again whose key is forgotten", by(MemoryPlants::forEver), FORWARD, 0);
    plants.put(
        "a compensation is sent again whose key is forgotten",
        by(MemoryPlants::forEver),
        BACKWARD,
        0);
  }

  private static Definition forEver(Definition d) {
    return Rewritten.steps(
        d,
        d.steps().stream()
            .map(s ->
                new Step(
                    s.name(),
                    s.after(),
                    s.action().remembered(null),
                    undo(s.undo()),
                    s.pivot(),
                    s.irreversible(),
                    s.when(),
                    s.undoing()))
            .toList());
  }

  private static @Nullable Call undo(@Nullable Call undo) {
    return undo == null ? null : undo.remembered(null);
  }
}
