package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.says;
import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of divergence in every column of the table with every reaction. */
class ReactionMatrixTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String UNSHIP = "ship/compensation/1/1";

  /** Where the saga is, seen from its pivot. */
  enum Column {
    BEFORE,
    IN_FLIGHT,
    AFTER
  }

  private static final Set<DivergenceKind> KINDS =
      Set.of(
          DivergenceKind.REFUSED,
          DivergenceKind.UNAVAILABLE,
          DivergenceKind.UNKNOWN,
          DivergenceKind.UNEXPECTED,
          DivergenceKind.REVERTED,
          DivergenceKind.DISPUTED);

  private static Measure measure(Reaction reaction) {
    return reaction == Reaction.WAIT
        ? Measure.wait(Duration.ofHours(1))
        : Measure.times(reaction, 1);
  }

  private static Definition definition(Column column, Call action, Call undo) {
    Step pay = step("pay");
    Step ship = step("ship", action, undo, "pay");
    return switch (column) {
      case BEFORE -> Sample.definition(pay, ship);
      case IN_FLIGHT -> Sample.definition(pay, pivot(step("gate", "pay")), ship);
      case AFTER -> Sample.definition(pivot(pay), ship);
    };
  }

  private static Call action() {
    return depth(probed(expecting(call("ship-svc/do"), "result.ok")), 3);
  }

  /** Only several observers can be in dispute. */
  private static Call believed(Call call, DivergenceKind kind) {
    return kind == DivergenceKind.DISPUTED ? confirmed(call, twoOfThree()) : call;
  }

  private static boolean isRefusedAtRegistration(Definition definition) {
    return DefinitionRules.check(definition).stream()
        .anyMatch(flaw -> flaw.code().equals("contradictory-reaction"));
  }

  static Stream<Arguments> actions() {
    List<Arguments> all = new ArrayList<>();
    for (DivergenceKind kind : KINDS) {
      for (Reaction reaction : Reaction.values()) {
        if (reaction != Reaction.RECORD) {
          Stream.of(Column.values()).forEach(c -> all.add(Arguments.of(kind, reaction, c)));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}, {2} the pivot")
  @MethodSource("actions")
  void anAction(DivergenceKind kind, Reaction reaction, Column column) {
    Definition definition =
        definition(
            column, on(believed(action(), kind), kind, measure(reaction)), call("ship-svc/undo"));
    boolean settled = kind == DivergenceKind.REFUSED || kind == DivergenceKind.UNEXPECTED;
    boolean again = Set.of(Reaction.RETRY, Reaction.PROBE, Reaction.WAIT).contains(reaction);
    boolean after = column == Column.AFTER && reaction == Reaction.COMPENSATE;
    assertThat(isRefusedAtRegistration(definition)).isEqualTo((settled && again) || after);
    if (settled && again) {
      return;
    }
    SagaFixture saga = new SagaFixture(definition).given(start()).given(observe(PAY, FINAL));
    diverge(saga, SHIP, kind);
    assertThat(firstReaction(saga)).isEqualTo(after ? Reaction.PARK : reaction);
    taken(saga, reaction, column, kind);
  }

  static void diverge(SagaFixture saga, String effect, DivergenceKind kind) {
    switch (kind) {
      case REFUSED -> saga.when(observe(effect, REFUSED, 3, null));
      case UNAVAILABLE -> saga.whenAllAttemptsFail(effect, Failure.UNAVAILABLE);
      case UNKNOWN -> saga.whenAllAttemptsFail(effect, Failure.NO_ANSWER);
      case UNEXPECTED -> saga.when(observe(effect, FINAL, 3, Map.of("ok", false)));
      case REVERTED ->
          saga.given(observe(effect, CONFIRMED, 1, Map.of("ok", true)))
              .when(observe(effect, REVERTED));
      case DISPUTED -> saga.given(says("a", effect, FINAL)).when(says("b", effect, REFUSED));
      default -> throw new AssertionError(kind);
    }
  }

  private static Reaction firstReaction(SagaFixture saga) {
    return saga.latest().stream()
        .filter(SagaEvent.Diverged.class::isInstance)
        .map(SagaEvent.Diverged.class::cast)
        .findFirst()
        .orElseThrow()
        .reaction();
  }

  private static void taken(
      SagaFixture saga, Reaction reaction, Column column, DivergenceKind kind) {
    Effect ship = saga.effect(SHIP);
    switch (reaction) {
      case RETRY -> assertThat(ship.ask()).isNotNull().matches(ask -> !ask.probe());
      case PROBE -> assertThat(ship.ask()).isNotNull().matches(ask -> ask.probe());
      case WAIT -> assertThat(ship.until()).isEqualTo(saga.now().plusSeconds(3600));
      case REDO -> redone(saga, kind);
      case UNDO -> assertThat(ship.wanted()).isFalse();
      case COMPENSATE -> backward(saga, column);
      case CONTINUE -> {
        assertThat(ship.satisfies(io.meanwhile.core.model.Level.FINAL)).isTrue();
        assertThat(ship.loss()).isEqualTo(kind != DivergenceKind.UNEXPECTED);
      }
      case PARK -> assertThat(saga.saga().questions()).hasSize(1);
      case RECORD -> throw new AssertionError();
    }
    boolean mayTurn = reaction == Reaction.COMPENSATE || reaction == Reaction.UNDO;
    assertThat(saga.saga().backward() && !mayTurn).isFalse();
  }

  /** A new key, and only once the old one cannot stand beside it. */
  private static void redone(SagaFixture saga, DivergenceKind kind) {
    if (kind != DivergenceKind.REFUSED) {
      assertThat(saga.saga().action("ship")).isEqualTo(saga.effect(SHIP));
      if (saga.saga().effect(key(UNSHIP)) == null) {
        saga.whenTheNextDeadlinePasses();
      }
      saga.when(observe(UNSHIP, FINAL));
    }
    assertThat(saga.ask("ship/action/2").probe()).isFalse();
    assertThat(saga.effect(SHIP).wanted()).isFalse();
  }

  private static void backward(SagaFixture saga, Column column) {
    switch (column) {
      case BEFORE -> assertThat(saga.saga().backward()).isTrue();
      case IN_FLIGHT -> assertThat(saga.saga().held()).isNotNull();
      case AFTER -> assertThat(saga.saga().questions()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "late: {0}")
  @EnumSource(value = Reaction.class, mode = EnumSource.Mode.EXCLUDE, names = "RECORD")
  void whatIsLate(Reaction reaction) {
    Definition definition =
        definition(
            Column.BEFORE,
            on(action(), DivergenceKind.LATE, measure(reaction)),
            call("ship-svc/undo"));
    boolean fits = Set.of(Reaction.UNDO, Reaction.CONTINUE, Reaction.PARK).contains(reaction);
    assertThat(isRefusedAtRegistration(definition)).isEqualTo(!fits);
    if (!fits) {
      return;
    }
    SagaFixture saga = new SagaFixture(definition).given(start()).given(observe(PAY, FINAL));
    saga.given(cancel()).when(observe(SHIP, FINAL, 3, Map.of("ok", true)));
    assertThat(firstReaction(saga)).isEqualTo(reaction);
    assertThat(saga.saga().effect(key(UNSHIP)) != null).isEqualTo(reaction == Reaction.UNDO);
    assertThat(saga.effect(SHIP).loss()).isEqualTo(reaction == Reaction.CONTINUE);
    assertThat(saga.saga().parked()).isEqualTo(reaction == Reaction.PARK);
  }

  static Stream<Arguments> compensations() {
    List<Arguments> all = new ArrayList<>();
    for (DivergenceKind kind : KINDS) {
      for (Reaction reaction : Reaction.values()) {
        if (reaction != Reaction.RECORD) {
          all.add(Arguments.of(kind, reaction));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("compensations")
  void aCompensation(DivergenceKind kind, Reaction reaction) {
    Call undo = depth(probed(expecting(call("ship-svc/undo"), "result.ok")), 3);
    Definition definition =
        definition(
            Column.BEFORE, call("ship-svc/do"), on(believed(undo, kind), kind, measure(reaction)));
    boolean settled = kind == DivergenceKind.REFUSED || kind == DivergenceKind.UNEXPECTED;
    boolean misfit =
        switch (reaction) {
          case RETRY, PROBE, WAIT -> settled;
          case REDO -> kind != DivergenceKind.REFUSED;
          case UNDO, COMPENSATE -> true;
          case CONTINUE, PARK, RECORD -> false;
        };
    assertThat(isRefusedAtRegistration(definition)).isEqualTo(misfit);
    if (misfit) {
      return;
    }
    SagaFixture saga = new SagaFixture(definition).given(start()).given(observe(PAY, FINAL));
    saga.given(cancel()).given(observe(SHIP, FINAL));
    diverge(saga, UNSHIP, kind);
    assertThat(firstReaction(saga)).isEqualTo(reaction);
    Effect unship = saga.effect(UNSHIP);
    switch (reaction) {
      case RETRY -> assertThat(unship.ask()).isNotNull().matches(ask -> !ask.probe());
      case PROBE -> assertThat(unship.ask()).isNotNull().matches(ask -> ask.probe());
      case WAIT -> assertThat(unship.until()).isEqualTo(saga.now().plusSeconds(3600));
      case REDO -> assertThat(saga.ask("ship/compensation/1/2").probe()).isFalse();
      case CONTINUE -> assertThat(saga.effect(SHIP).loss()).isEqualTo(!isUndone(kind));
      case PARK -> assertThat(saga.saga().questions()).hasSize(1);
      case UNDO, COMPENSATE, RECORD -> throw new AssertionError();
    }
  }

  /** A bad result of a compensation that is final leaves it undone all the same. */
  private static boolean isUndone(DivergenceKind kind) {
    return kind == DivergenceKind.UNEXPECTED;
  }

  private static io.meanwhile.core.model.EffectKey key(String text) {
    return io.meanwhile.core.model.EffectKey.parse(text);
  }
}
