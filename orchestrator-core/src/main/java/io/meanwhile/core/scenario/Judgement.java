package io.meanwhile.core.scenario;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.whatif.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what happened against what was expected. */
final class Judgement {
  private final Outcome outcome;
  private final Trace trace;

  Judgement(Outcome outcome) {
    this.outcome = outcome;
    this.trace = Trace.of(outcome.events());
  }

  /** What happened instead; null when it is as expected. */
  @Nullable String instead(Expectation expected) {
    return switch (expected) {
      case Expectation.Reaches it ->
          trace.any(it.effect(), is -> fits(it, is)) ? null : reached(it);
      case Expectation.Never it ->
          trace.any(it.effect(), is -> is.rung() != Rung.SKIPPED) ? trace.told(it.effect()) : null;
      case Expectation.InOrder it -> order(it.effects());
      case Expectation.Status it -> {
        SagaStatus status = outcome.standing().status();
        yield status == it.status() ? null : "the saga is " + status + why();
      }
      case Expectation.Losses it -> losses(it.steps());
      case Expectation.Result it -> {
        Saga.Ended ended = outcome.end().ended();
        Object result = ended == null ? null : ended.result();
        yield Objects.equals(result, it.value()) ? null : "the result is " + result;
      }
      case Expectation.Parked it -> parked(it.step());
      case Expectation.Diverges it -> diverged(it);
      case Expectation.Refused it -> {
        Outcome.Refused refused = outcome.refused();
        boolean same = refused != null && refused.code().equals(it.code());
        yield same ? null : refused == null ? "nothing was refused" : "refused: " + refused.code();
      }
    };
  }

  private static boolean fits(Expectation.Reaches it, Trace.Reached is) {
    boolean inTime = it.within() == null || is.after().compareTo(it.within()) <= 0;
    boolean asked = it.with() == null || it.with().equals(is.input());
    return is.rung() == it.rung() && inTime && asked;
  }

  private String reached(Expectation.Reaches it) {
    List<Trace.Reached> all = trace.of(it.effect());
    boolean other = it.with() != null && !all.isEmpty();
    return trace.told(it.effect()) + (other ? ", asked with " + all.getLast().input() : "");
  }

  private String why() {
    String blocked =
        outcome.standing().blockedBy().stream()
            .map(question -> question.reason())
            .collect(Collectors.joining("; "));
    Outcome.Refused refused = outcome.refused();
    String act = refused == null ? "" : "; an act of the scenario was refused: " + refused.detail();
    return (blocked.isEmpty() ? "" : ": " + blocked) + act;
  }

  private @Nullable String order(List<EffectName> names) {
    List<String> asked = new ArrayList<>();
    for (Trace.Reached is : trace.reached()) {
      if (is.rung() == Rung.REQUESTED) {
        names.stream()
            .filter(name -> name.means(is.effect()))
            .forEach(name -> asked.add(name.text()));
      }
    }
    List<String> wanted = names.stream().map(EffectName::text).toList();
    boolean same = asked.stream().distinct().toList().equals(wanted);
    return same ? null : "asked for: " + (asked.isEmpty() ? "none" : String.join(", then ", asked));
  }

  private @Nullable String losses(List<String> steps) {
    List<String> real =
        outcome.losses().stream()
            .map(loss -> EffectKey.parse(loss).place())
            .distinct()
            .sorted()
            .toList();
    return real.equals(steps.stream().distinct().sorted().toList()) ? null : "losses are " + real;
  }

  private @Nullable String parked(@Nullable String step) {
    List<String> about = new ArrayList<>();
    for (Question question : outcome.end().questions().values()) {
      EffectKey effect = question.effect();
      String name = effect == null ? null : effect.step();
      if (Objects.equals(name, step)) {
        return null;
      }
      about.add(name == null ? "the saga" : name);
    }
    return about.isEmpty()
        ? "nobody is asked anything; the saga is " + outcome.standing().status()
        : "it is parked about " + String.join(", ", about);
  }

  private @Nullable String diverged(Expectation.Diverges it) {
    List<String> others = new ArrayList<>();
    for (SagaEvent event : outcome.events()) {
      if (event instanceof SagaEvent.Diverged diverged) {
        EffectKey effect = diverged.effect();
        String step = effect == null ? null : effect.step();
        DivergenceKind kind = diverged.kind();
        if (kind == it.kind() && (it.step() == null || it.step().equals(step))) {
          return null;
        }
        others.add(Trace.word(kind) + (step == null ? "" : " about " + step));
      }
    }
    return others.isEmpty() ? "nothing diverged" : "diverged: " + String.join(", ", others);
  }
}
