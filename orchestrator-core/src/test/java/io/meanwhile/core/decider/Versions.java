package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several versions of one definition, for tests. */
final class Versions {
  private Versions() {}

  static Definition version(int number, Step... steps) {
    return version(number, Sample.definition(steps));
  }

  static Definition version(int number, Definition d) {
    return new Definition(
        new DefinitionRef(d.ref().name(), number, "digest" + number),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        d.steps(),
        d.complete(),
        d.result(),
        d.onDivergence(),
        d.schedule());
  }

  /** A saga of the first one, which finds the others. */
  static SagaFixture saga(Definition first, Definition... others) {
    return new SagaFixture(first.known(List.of(others)));
  }

  static Function<Instant, SagaCommand> migrate(Definition to) {
    return migrate(to, Map.of());
  }

  static Function<Instant, SagaCommand> migrate(Definition to, Map<String, @Nullable String> map) {
    return at -> new SagaCommand.Migrate(at, to.ref(), map, "ann", "a better way");
  }

  static Map<String, @Nullable String> mapped(@Nullable String... pairs) {
    Map<String, @Nullable String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(java.util.Objects.requireNonNull(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
