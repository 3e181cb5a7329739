package io.meanwhile.core.whatif;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.standing.CancelPreview;
import io.meanwhile.core.standing.Standing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would follow.
 *
 * @param first the sequence number of the first event of the play
 * @param events what would be in the log from there on
 * @param atOnce those of them that follow at once from what was added
 * @param real what is really in the log from there on, as far as it was given
 * @param left what really came and was not taken in
 * @param changed the state once everything was added
 * @param end the state at the end of the play
 * @param at when the play ended, in its own time
 * @param refused why what asks for the impossible is refused; null when nothing does
 */
public record Outcome(
    Definition definition,
    long first,
    List<SagaEvent> events,
    List<SagaEvent> atOnce,
    List<SagaEvent> real,
    List<Left> left,
    Saga changed,
    Saga end,
    Instant at,
    Stop stop,
    @Nullable Refused refused) {

  public Outcome {
    events = List.copyOf(events);
    atOnce = List.copyOf(atOnce);
    real = List.copyOf(real);
    left = List.copyOf(left);
  }

  /** Why a play is over. */
  public enum Stop {
    /** The saga ended. */
    ENDED,
    /** Nothing goes on without an operator's answer. */
    PARKED,
    /** Nothing goes on before it is resumed. */
    PAUSED,
    /** Nothing is due, and nobody has anything more to say. */
    WAITS,
    /** There are as many events as were asked for. */
    LIMIT,
    /** The next thing would happen too far in the future. */
    TIME,
    /** An addition, or the answer to a question, asks for the impossible. */
    REFUSED
  }

  /** What an addition does at once. */
  public enum Verdict {
    ACCEPTED,
    GOES_BACKWARD,
    /** It would go backward, were it not for a pivot in flight. */
    HELD,
    REFUSED,
    NOTHING_NEW
  }

  /** A refusal of the decider's. */
  public record Refused(String code, String detail) {}

  /** Something that really came, by the sequence number of its first event, and why not here. */
  public record Left(long sequence, String why) {}

  /**
   * One compensation that would or might fire.
   *
   * @param plan what it undoes, and what comes before it
   * @param fires it does under the answers given
   */
  public record Compensation(CancelPreview.Planned plan, boolean fires) {}

  public Standing standing() {
    return Standing.of(definition, end);
  }

  /** What the additions do at once. */
  public Verdict verdict() {
    if (refused != null) {
      return Verdict.REFUSED;
    }
    if (atOnce.isEmpty()) {
      return Verdict.NOTHING_NEW;
    }
    if (atOnce.stream().anyMatch(SagaEvent.WentBackward.class::isInstance)) {
      return Verdict.GOES_BACKWARD;
    }
    boolean held =
        atOnce.stream()
            .anyMatch(event ->
                event instanceof SagaEvent.BackwardHeld
                    || event instanceof SagaEvent.CancelRequested);
    return held && changed.held() != null ? Verdict.HELD : Verdict.ACCEPTED;
  }

  /**
   * The compensations that fire, and those that might under other answers, in an order in which
   * they may begin: a play knows only one course of events, the plan knows the others.
   */
  public List<Compensation> compensations() {
    Set<EffectKey> fired = new LinkedHashSet<>();
    Map<EffectKey, SagaEvent.EffectRequested> asked = new HashMap<>();
    for (SagaEvent event : events) {
      if (event instanceof SagaEvent.EffectRequested request && !request.effect().isAction()) {
        fired.add(request.effect().undone());
        asked.putIfAbsent(request.effect().undone(), request);
      }
    }
    List<Compensation> all = new ArrayList<>();
    for (CancelPreview.Planned planned : plan().compensations()) {
      EffectKey action = EffectKey.parse(planned.effect());
      all.add(new Compensation(planned, fired.remove(action)));
    }
    for (EffectKey action : fired) {
      var effect = end.effect(action);
      var request = asked.get(action);
      if (effect != null && request != null) {
        String to = request.to().toString();
        var planned =
            new CancelPreview.Planned(action.toString(), to, effect.rung(), false, List.of());
        all.add(new Compensation(planned, true));
      }
    }
    return all;
  }

  /** What could not be undone at the end of the play, or might not under other answers. */
  public List<String> losses() {
    Set<String> all = new LinkedHashSet<>(plan().losses());
    all.addAll(standing().losses());
    return List.copyOf(all);
  }

  /** What goes backward once everything was added; nothing where nothing does. */
  private CancelPreview plan() {
    boolean backward = refused == null && (changed.backward() || changed.held() != null);
    return backward && changed.ended() == null
        ? CancelPreview.of(definition, changed)
        : new CancelPreview(CancelPreview.Verdict.NOTHING_NEW, null, List.of(), List.of());
  }

  /**
   * For each event of the play the sequence number of the real one that says the same, its times
   * apart; null for one that is not in the log.
   */
  public List<@Nullable Long> matches() {
    Map<List<@Nullable Object>, Deque<Long>> byContent = new HashMap<>();
    for (int i = 0; i < real.size(); i++) {
      List<@Nullable Object> content = Timeless.of((Record) real.get(i));
      byContent.computeIfAbsent(content, _ -> new ArrayDeque<>()).add(first + i);
    }
    List<@Nullable Long> matches = new ArrayList<>();
    for (SagaEvent event : events) {
      Deque<Long> same = byContent.get(Timeless.of((Record) event));
      matches.add(same == null ? null : same.poll());
    }
    return matches;
  }

  /** The sequence numbers of the real events that would not have been. */
  public List<Long> wouldNotHaveBeen() {
    Set<Long> gone = new LinkedHashSet<>();
    for (int i = 0; i < real.size(); i++) {
      gone.add(first + i);
    }
    matches().forEach(gone::remove);
    return List.copyOf(gone);
  }
}
