package io.meanwhile.core.decider;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.CancelPreview;
import io.meanwhile.core.standing.Standing;
import io.meanwhile.core.standing.Statuses;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Bounds;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.WhatIf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    Saga one = saga();
    decision = SagaDecider.decide(definition, one, command.apply(now));
    latest = decision instanceof Decision.Events events ? events.events() : List.of();
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

  /** The answer to what is being asked of this effect right now. */
  SagaFixture whenAnswered(
      String effect, Report report, @Nullable Integer depth, @Nullable Object result) {
    Ask ask = ask(effect);
    return when(at ->
        new SagaCommand.Observe(
            at, Sample.observation(at.minusMillis(3), effect, report, depth, result), ask));
  }

  SagaFixture whenAnswered(String effect, Report report) {
    return whenAnswered(effect, report, null, null);
  }

  /** Every attempt of the retry policy fails this way. */
  SagaFixture whenAllAttemptsFail(String effect, Failure failure) {
    for (int attempt = ask(effect).attempt(); ; attempt++) {
      now = ask(effect).at().isAfter(now) ? ask(effect).at() : now;
      when(Sample.fail(effect, attempt, failure));
      boolean more = latest.getFirst() instanceof SagaEvent.AttemptFailed f && f.retryAt() != null;
      if (!more) {
        return this;
      }
    }
  }

  /** What the observation just recorded meant. */
  SagaFixture thenMeaning(Meaning meaning) {
    assertThat(latest.getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.ObservationRecorded.class, e -> assertThat(e.meaning()).isEqualTo(meaning));
    return this;
  }

  /** The divergences just recorded, each as kind and reaction. */
  SagaFixture thenDiverged(String... kindAndReaction) {
    assertThat(
            latest.stream()
                .filter(SagaEvent.Diverged.class::isInstance)
                .map(SagaEvent.Diverged.class::cast)
                .map(d -> d.kind() + " " + d.reaction()))
        .containsExactly(kindAndReaction);
    return this;
  }

  /** Exactly one question is open; it is about this and offers exactly these. */
  SagaFixture thenParks(@Nullable String effect, DivergenceKind kind, Choice... choices) {
    assertThat(saga().questions().values()).hasSize(1);
    Question question = saga().questions().values().iterator().next();
    assertThat(question.effect()).isEqualTo(effect == null ? null : EffectKey.parse(effect));
    assertThat(question.kind()).isEqualTo(kind);
    assertThat(Choices.of(definition, saga(), question)).containsExactly(choices);
    return thenStatus(SagaStatus.PARKED);
  }

  SagaFixture thenNotParked() {
    assertThat(saga().questions()).isEmpty();
    return this;
  }

  SagaFixture thenLosses(String... effects) {
    assertThat(Objects.requireNonNull(saga().ended()).losses().stream().map(EffectKey::toString))
        .containsExactly(effects);
    return this;
  }

  SagaFixture thenEvents(Class<?>... types) {
    assertThat(latest.stream().map(e -> (Object) e.getClass())).containsExactly((Object[]) types);
    return this;
  }

  /** The effects that the latest decision asks for, in order. */
  SagaFixture thenRequested(String... effects) {
    assertThat(
            latest.stream()
                .filter(SagaEvent.EffectRequested.class::isInstance)
                .map(event -> ((SagaEvent.EffectRequested) event).effect().toString()))
        .containsExactly(effects);
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

  Standing standing() {
    return Standing.of(definition, saga());
  }

  CancelPreview preview() {
    return CancelPreview.of(definition, saga());
  }

  /** What would follow from now on. */
  WhatIf whatIf(Answers answers, Change... changes) {
    return whatIf(history.size(), WhatIf.Then.ANSWERS, answers, changes);
  }

  WhatIf whatIf(int at, WhatIf.Then then, Answers answers, Change... changes) {
    Instant when = at == history.size() ? now : history.get(at - 1).at();
    return new WhatIf(
        definition,
        Saga.NOT_STARTED,
        history,
        at,
        when,
        List.of(changes),
        then,
        answers,
        Bounds.DEFAULT);
  }

  Instant now() {
    return now;
  }

  List<SagaEvent> history() {
    return history;
  }

  Decision decision() {
    return decision;
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
