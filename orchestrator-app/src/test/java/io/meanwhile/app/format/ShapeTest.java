package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final String FOLD = "io/meanwhile/core/decider/Evolution";

  private record Old(String id, Map<Integer, Part> parts) {}

  private record Part(List<Rung> rungs) {}

  private record Renamed(String name, Map<Integer, Part> parts) {}

  private record Retyped(String id, Map<Long, Part> parts) {}

  private record Grown(String id, Map<Integer, Part> parts, int more) {}

  @Test
  void namesAndTypesOfAllComponentsCount() {
    String old = Shape.describe(Old.class).replace("Old", "");

    assertThat(Shape.describe(Renamed.class).replace("Renamed", "")).isNotEqualTo(old);
    assertThat(Shape.describe(Retyped.class).replace("Retyped", "")).isNotEqualTo(old);
    assertThat(Shape.describe(Grown.class).replace("Grown", "")).isNotEqualTo(old);
    assertThat(old).contains("id:java.lang.String").contains("rungs:").contains("CONFIRMED");
  }

  @Test
  void describesAllThatAStateHolds() {
    assertThat(Shape.describe(Saga.class))
        .contains("effects:")
        .contains("seen:")
        .contains("choices:")
        .contains("losses:")
        .contains("COMPENSATED");
  }

  /** A bug fixed there changes states and no component: their snapshots have to become stale. */
  @Test
  void codeThatFoldsCountsAndCodeThatDecidesDoesNot() {
    Map<String, byte[]> code = Shape.code(FOLD, Saga.class.getClassLoader());

    assertThat(code.keySet())
        .contains(
            FOLD,
            "io/meanwhile/core/decider/SagaChange",
            "io/meanwhile/core/decider/EffectChange",
            "io/meanwhile/core/model/Effects",
            "io/meanwhile/core/model/Rung")
        .doesNotContain(
            "io/meanwhile/core/decider/SagaDecider",
            "io/meanwhile/core/decider/Forward",
            "io/meanwhile/core/expression/Expression");
  }

  @Test
  void digestIsTheSameEveryTime() {
    assertThat(Shape.of(Saga.class, FOLD))
        .isEqualTo(Shape.of(Saga.class, FOLD))
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(Shape.of(Saga.class, "io/meanwhile/core/model/Rung"));
  }
}
