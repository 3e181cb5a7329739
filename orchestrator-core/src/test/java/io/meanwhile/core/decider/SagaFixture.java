package io.meanwhile.core.decider;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Statuses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * given(events).when(command).then(events), for one definition. Every command is decided on a state
 * that was rebuilt from the events, so each test is a replay test as well.
 */
final class SagaFixture {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Definition definition;
  private final List<SagaEvent> history = new ArrayList<>();
  private List<SagaEvent> latest = List.of();
  private Decision decision = new Decision.Events(List.of());
  private Instant now = START;

  SagaFixture(Definition definition) {
    this.definition = definition;
  }

  /** The saga's past, as events. */
  SagaFixture given(SagaEvent... events) {
    history.addAll(List.of(events));
    return this;
  }

  /** A past made by commands. */
  SagaFixture given(Function<Instant, SagaCommand> command) {
    return when(command);
  }

  SagaFixture at(Instant time) {
    now = time;
    return this;
  }

  SagaFixture after(String duration) {
    now = now.plus(java.time.Duration.parse(duration));
    return this;
  }

  SagaFixture when(Function<Instant, SagaCommand> command) {
    decision = SagaDecider.decide(definition, saga(), command.apply(now));
    latest = decision instanceof Decision.Events events ? events.events() : List.of();
    Saga one = saga();
    for (SagaEvent event : latest) {
      one = SagaDecider.evolve(one, event);
      history.add(event);
      assertThat(one).as("replay after " + event).isEqualTo(saga());
    }
    return this;
  }

  /** Time passes up to the next deadline of the saga. */
  SagaFixture whenTheNextDeadlinePasses() {
    now = Objects.requireNonNull(Agenda.of(saga()).wakeAt());
    return when(SagaCommand.PassTime::new);
  }

  SagaFixture thenEvents(Class<?>... types) {
    assertThat(latest.stream().map(e -> (Object) e.getClass())).containsExactly((Object[]) types);
    return this;
  }

  SagaFixture thenNothing() {
    assertThat(decision).isEqualTo(new Decision.Events(List.of()));
    return this;
  }

  SagaFixture thenRefused(String code) {
    assertThat(decision)
        .isInstanceOfSatisfying(Decision.Refused.class, r -> assertThat(r.code()).isEqualTo(code));
    return this;
  }

  SagaFixture thenStatus(SagaStatus status) {
    assertThat(Statuses.statusOf(definition, saga())).isEqualTo(status);
    return this;
  }

  SagaFixture thenRung(String effect, Rung rung) {
    assertThat(effect(effect).rung()).as(effect).isEqualTo(rung);
    return this;
  }

  /** What is to be sent now: effect keys, with a question mark for a probe. */
  SagaFixture thenSends(String... effects) {
    assertThat(
            Agenda.of(saga()).sends().stream().map(s -> s.effect() + (s.ask().probe() ? "?" : "")))
        .containsExactly(effects);
    return this;
  }

  Effect effect(String key) {
    return Objects.requireNonNull(saga().effect(EffectKey.parse(key)), key);
  }

  Ask ask(String key) {
    return Objects.requireNonNull(effect(key).ask(), key);
  }

  Instant now() {
    return now;
  }

  List<SagaEvent> latest() {
    return latest;
  }

  Saga saga() {
    Saga saga = Saga.NOT_STARTED;
    for (SagaEvent event : history) {
      saga = SagaDecider.evolve(saga, event);
    }
    return saga;
  }
}
