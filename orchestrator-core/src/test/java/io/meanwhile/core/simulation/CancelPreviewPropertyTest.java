package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.decider.Owed;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.standing.CancelPreview;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The preview says what the cancel then does: at every moment of many simulated histories. */
class CancelPreviewPropertyTest {
  private static final int SEEDS = 1_500;

  @Test
  void atEveryMomentACancelDoesAtOnceWhatThePreviewSays() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Simulation run = new Simulation(seed);
      run.run();
      Moments.each(seed, run, (where, saga, last) -> atOnce(where, run.definition, saga, last));
    }
  }

  private static void atOnce(String where, Definition definition, Saga saga, SagaEvent last) {
    CancelPreview preview = CancelPreview.of(definition, saga);
    Decision decision =
        SagaDecider.decide(definition, saga, new SagaCommand.Cancel(last.at(), "ann", "test"));
    switch (preview.verdict()) {
      case REFUSED -> assertThat(decision).as(where).isInstanceOf(Decision.Refused.class);
      case NOTHING_NEW -> assertThat(events(decision)).as(where).isEmpty();
      case HELD -> assertThat(events(decision)).as(where).noneMatch(WENT_BACKWARD::isInstance);
      case GOES_BACKWARD -> {
        assertThat(events(decision)).as(where).anyMatch(WENT_BACKWARD::isInstance);
        Set<String> begun = new HashSet<>();
        for (SagaEvent event : events(decision)) {
          if (event instanceof SagaEvent.EffectRequested requested) {
            begun.add(requested.effect().undone().toString());
          }
        }
        if (saga.paused() != null) {
          assertThat(begun).as(where + ": nothing begins during a pause").isEmpty();
          return;
        }
        List<CancelPreview.Planned> first =
            preview.compensations().stream().filter(p -> p.after().isEmpty()).toList();
        assertThat(first.stream().map(CancelPreview.Planned::effect)).as(where).containsAll(begun);
        assertThat(begun)
            .as(where)
            .containsAll(
                first.stream()
                    .filter(CancelPreview.Planned::certain)
                    .filter(p -> saga.compensation(EffectKey.parse(p.effect())) == null) // begun
                    .filter(p -> !waitsForWhatHasNothingToUndo(definition, saga, p))
                    .map(CancelPreview.Planned::effect)
                    .toList());
      }
    }
  }

  private static final Class<?> WENT_BACKWARD = SagaEvent.WentBackward.class;

  private static List<SagaEvent> events(Decision decision) {
    return ((Decision.Events) decision).events();
  }

  /**
   * Such a step in flight holds those that it relied on until it is known, though none is undone.
   */
  private static boolean waitsForWhatHasNothingToUndo(
      Definition definition, Saga saga, CancelPreview.Planned planned) {
    Effect action = Objects.requireNonNull(saga.effect(EffectKey.parse(planned.effect())));
    return !Owed.waitingFor(definition, saga, action).isEmpty();
  }

  @Test
  void upToTheEndASagaGoesBackwardAsThePreviewSaid() {
    int backward = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Simulation run = new Simulation(seed);
      run.run();
      Saga saga = Saga.NOT_STARTED;
      for (SagaEvent event : run.log) {
        if (WENT_BACKWARD.isInstance(event)) {
          CancelPreview preview = CancelPreview.of(run.definition, saga);
          assertThat(preview.verdict()).isEqualTo(CancelPreview.Verdict.GOES_BACKWARD);
          backward++;
          toTheEnd("seed " + seed, run, saga, preview);
        }
        saga = SagaDecider.evolve(saga, event);
      }
    }
    assertThat(backward).isGreaterThan(500);
  }

  private static void toTheEnd(String where, Simulation run, Saga before, CancelPreview preview) {
    Saga saga = run.saga();
    Set<String> planned = new HashSet<>();
    for (CancelPreview.Planned plan : preview.compensations()) {
      planned.add(plan.effect());
      EffectKey action = EffectKey.parse(plan.effect());
      Effect end = Objects.requireNonNull(saga.effect(action));
      boolean undone = saga.compensation(action) != null;
      assertThat(undone || !plan.certain() || end.rung() == Rung.VOID || end.loss())
          .as(where + ": " + plan)
          .isTrue();
      for (String first : plan.after()) {
        assertThat(isInOrder(run.log, EffectKey.parse(first), action))
            .as(where + ": " + first + " before " + action)
            .isTrue();
      }
    }
    for (Effect effect : saga.all()) {
      if (!effect.key().isAction() && before.effect(effect.key()) == null) {
        Effect action = Objects.requireNonNull(before.effect(effect.key().undone()));
        boolean standsAgain = action.rung() == Rung.VOID;
        assertThat(planned.contains(action.key().toString()) || standsAgain).as(where).isTrue();
      }
    }
    for (EffectKey loss : Objects.requireNonNull(saga.ended()).losses()) {
      assertThat(preview.losses().contains(loss.toString()) || planned.contains(loss.toString()))
          .as(where + ": " + loss)
          .isTrue();
    }
  }

  /** No compensation of the second action is asked for before the first action's is final. */
  private static boolean isInOrder(List<SagaEvent> log, EffectKey first, EffectKey second) {
    boolean secondAsked = false;
    for (SagaEvent event : log) {
      if (event instanceof SagaEvent.EffectRequested requested && !requested.effect().isAction()) {
        EffectKey undone = requested.effect().undone();
        if (undone.equals(first) && secondAsked) {
          return false;
        }
        secondAsked |= undone.equals(second);
      }
    }
    return true;
  }
}
