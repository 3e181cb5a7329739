package io.meanwhile.core.whatif;

import io.meanwhile.core.decider.Cause;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a saga: what would follow if, from some point of its history, something were
 * otherwise, under given answers.
 *
 * @param before the state before the recorded events
 * @param recorded what really happened, as far as it matters here
 * @param at how many of the recorded events come before the point in question. A point within a
 *     decision means the end of that decision
 * @param now when what is added happens
 * @param then what happens after the point
 */
public record WhatIf(
    Definition definition,
    Saga before,
    List<SagaEvent> recorded,
    int at,
    Instant now,
    List<Change> changes,
    Then then,
    Answers answers,
    Bounds bounds) {

  public WhatIf {
    recorded = List.copyOf(recorded);
    changes = List.copyOf(changes);
    if (at < 0 || at > recorded.size()) {
      throw new IllegalArgumentException("no point of this history: " + at);
    }
  }

  /** What happens after the point in question. */
  public enum Then {
    /** Participants answer as given. */
    ANSWERS,
    /** What really came is taken in again, as far as it makes sense; then the given answers. */
    HISTORY
  }

  /**
   * A change that is none.
   *
   * @param change its place in the list, from 0
   * @param code stable, see docs/errors.md
   */
  public record Flaw(int change, String code, String message) {}

  /** The same question within other bounds. */
  public WhatIf within(Bounds other) {
    return new WhatIf(definition, before, recorded, at, now, changes, then, answers, other);
  }

  /** What cannot be changed that way; none when it can be played. */
  public List<Flaw> flaws() {
    List<Flaw> flaws = new ArrayList<>();
    List<Cause> causes = Cause.of(before, recorded);
    for (int i = 0; i < changes.size(); i++) {
      String why =
          switch (changes.get(i)) {
            case Change.Add _ -> null;
            case Change.Replace replace -> whyNot(causes, replace.sequence(), true);
            case Change.LeaveOut leaveOut -> whyNot(causes, leaveOut.sequence(), false);
          };
      if (why != null) {
        flaws.add(new Flaw(i, "not-changeable", why));
      }
    }
    return flaws;
  }

  private @Nullable String whyNot(List<Cause> causes, long sequence, boolean observation) {
    long index = sequence - before.sequence();
    if (index < 0 || index >= recorded.size()) {
      return "The saga has no event " + sequence + ".";
    }
    Cause cause = causes.getFirst();
    for (Cause next : causes) {
      cause = next.index() <= index ? next : cause;
    }
    if (cause.index() != index) {
      long first = before.sequence() + cause.index();
      return "Event " + sequence + " follows from event " + first + ": change that one.";
    }
    return switch (cause.command()) {
      case SagaCommand.Observe _ -> null;
      case SagaCommand.Start _ -> "Event " + sequence + " is the start: ask about a new saga.";
      case SagaCommand.PassTime _ -> "Event " + sequence + " is time that passed: it always does.";
      case SagaCommand.ReportFailure _,
          SagaCommand.Cancel _,
          SagaCommand.Pause _,
          SagaCommand.Resume _,
          SagaCommand.Skip _,
          SagaCommand.Migrate _,
          SagaCommand.Tell _,
          SagaCommand.Decide _,
          SagaCommand.Undo _,
          SagaCommand.AnswerQuestion _ ->
          observation ? "Event " + sequence + " is no observation: leave it out." : null;
    };
  }

  /**
   * Plays it. The same question has the same answer every time.
   *
   * @throws IllegalArgumentException when it has {@link #flaws()}
   */
  public Outcome play() {
    List<Cause> causes = Cause.of(before, recorded);
    int point = boundary(causes, at);
    int from = point;
    for (Change change : changes) {
      int changed =
          switch (change) {
            case Change.Add _ -> point;
            case Change.Replace replace -> index(replace.sequence());
            case Change.LeaveOut leaveOut -> index(leaveOut.sequence());
          };
      from = Math.min(from, changed);
    }
    Saga saga = before;
    for (SagaEvent event : recorded.subList(0, from)) {
      saga = SagaDecider.evolve(saga, event);
    }
    List<SagaEvent> real = recorded.subList(from, recorded.size());
    Script script = new Script(this, causes, from, point);
    return new Play(this, saga, script, Recorded.of(before, recorded)).run(real);
  }

  private int index(long sequence) {
    int index = Math.toIntExact(sequence - before.sequence());
    if (index < 0 || index >= recorded.size()) {
      throw new IllegalArgumentException("no event " + sequence);
    }
    return index;
  }

  /** The first place at or after this one where a decision begins. */
  private int boundary(List<Cause> causes, int place) {
    return causes.stream()
        .mapToInt(Cause::index)
        .filter(index -> index >= place)
        .findFirst()
        .orElse(recorded.size());
  }
}
