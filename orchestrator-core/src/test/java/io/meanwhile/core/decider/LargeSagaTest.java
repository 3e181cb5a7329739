package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observation;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Effects;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A thousand steps: the whole life of one saga, there and back. */
class LargeSagaTest {
  private static final int STEPS = 1_000;

  private final List<SagaEvent> log = new ArrayList<>();
  private Saga saga = Saga.NOT_STARTED;

  @Test
  void aChainOfAThousandStepsGoesThereAndBack() {
    List<Step> steps = new ArrayList<>(List.of(step("s0")));
    for (int i = 1; i < STEPS; i++) {
      String before = "s" + (i - 1);
      steps.add(
          step(
              "s" + i,
              with(call("s" + i + "-svc/do"), "n", "steps." + before + ".result.n + 1"),
              call("s" + i + "-svc/undo"),
              before));
    }
    live(definition(steps.toArray(Step[]::new)));
    assertThat(Objects.requireNonNull(saga.effect(EffectKey.action("s999", 1))).input())
        .isEqualTo(Map.of("n", 999L));
  }

  @Test
  void aThousandStepsAtOnceGoThereAndBack() {
    List<Step> steps = new ArrayList<>(List.of(step("s0")));
    String[] middle = new String[STEPS - 2];
    for (int i = 1; i < STEPS - 1; i++) {
      steps.add(step("s" + i, "s0"));
      middle[i - 1] = "s" + i;
    }
    steps.add(step("s999", middle));
    live(definition(steps.toArray(Step[]::new)));
  }

  /** Every step succeeds but the last: that is refused, and everything is undone. */
  private void live(Definition definition) {
    Instant at = SagaFixture.START;
    Deque<EffectKey> asked = new ArrayDeque<>();
    apply(
        asked,
        SagaDecider.decide(definition, saga, new SagaCommand.Start(at, "s-1", null, Map.of())));
    while (!asked.isEmpty()) {
      EffectKey key = asked.remove();
      boolean last = key.equals(EffectKey.action("s999", 1));
      Object result = Map.of("n", Integer.parseInt(key.place().substring(1)));
      Report report = last ? Report.REFUSED : Report.FINAL;
      at = at.plusMillis(1);
      apply(
          asked,
          SagaDecider.decide(
              definition,
              saga,
              new SagaCommand.Observe(
                  at, observation(at, key.toString(), report, null, result), null)));
    }
    assertThat(Objects.requireNonNull(saga.ended()).outcome()).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(saga.effects()).hasSize(2 * STEPS - 1);
    Saga rebuilt = Saga.NOT_STARTED;
    for (SagaEvent event : log) {
      rebuilt = SagaDecider.evolve(rebuilt, event);
    }
    assertThat(rebuilt).isEqualTo(saga);
  }

  private void apply(Deque<EffectKey> asked, Decision decision) {
    for (SagaEvent event : ((Decision.Events) decision).events()) {
      saga = SagaDecider.evolve(saga, event);
      log.add(event);
      if (event instanceof SagaEvent.EffectRequested requested) {
        asked.add(requested.effect());
      }
    }
  }

  @Test
  void effectsBehaveLikeAMapInTheOrderRequestedAndOlderOnesStayAsTheyWere() {
    SagaFixture one = new SagaFixture(definition(step("a"))).given(Sample.start());
    Effect prototype = one.effect("a/action/1");
    Effects effects = Effects.copyOf(Map.of());
    Map<EffectKey, Effect> expected = new LinkedHashMap<>();
    List<Effects> versions = new ArrayList<>();
    List<Map<EffectKey, Effect>> copies = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      EffectKey key = EffectKey.action("s" + (i * 7919) % 200, 1 + i % 2);
      Effect effect = renamed(prototype, key, i);
      effects = effects.with(effect);
      expected.put(key, effect);
      versions.add(effects);
      copies.add(new LinkedHashMap<>(expected));
    }
    for (int i = 0; i < versions.size(); i++) {
      assertThat(versions.get(i)).isEqualTo(copies.get(i));
      assertThat(versions.get(i).values()).containsExactlyElementsOf(copies.get(i).values());
    }
    assertThat(effects.get(EffectKey.action("none", 1))).isNull();
    assertThat(effects.containsKey(EffectKey.action("s0", 1))).isTrue();
    assertThat(effects).hasSameHashCodeAs(expected);
    assertThat(Effects.copyOf(expected)).isEqualTo(effects);
  }

  private static Effect renamed(Effect e, EffectKey key, int depth) {
    return new Effect(
        key,
        e.to(),
        e.input(),
        e.reliedOn(),
        Rung.CONFIRMED,
        depth,
        null,
        null,
        e.requestedAt(),
        e.rungSince(),
        null,
        null,
        1,
        0,
        0,
        true,
        false,
        false,
        false,
        null,
        false,
        false,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        false,
        List.of(),
        null);
  }
}
