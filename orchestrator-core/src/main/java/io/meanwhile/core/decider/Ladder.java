package io.meanwhile.core.decider;

import io.meanwhile.core.model.Agreement;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Stands;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an observation moves an effect on its ladder: a pure table of rung and report.
 *
 * @param agreement what several observers say together; null where there is only one
 * @param outcome what a compensation did, as those say that are believed
 */
record Ladder(
    Meaning meaning,
    Rung rung,
    int depth,
    @Nullable Agreement agreement,
    @Nullable CompensationOutcome outcome) {

  Ladder(Meaning meaning, Rung rung, int depth) {
    this(meaning, rung, depth, null, null);
  }

  /** Reads one statement of an observer that the step names. */
  static Ladder climb(Effect effect, Observation seen, Finality finality, Instant now) {
    if (finality instanceof Finality.Quorum quorum) {
      return Tally.climb(effect, seen, quorum, now);
    }
    int age = age(effect.newestSequence(), effect.newestSeen(), seen, now);
    if (age < 0) {
      return stay(Meaning.STALE, effect);
    }
    int depth = seen.depth() == null ? 0 : seen.depth();
    return switch (seen.status()) {
      case ACCEPTED -> accepted(effect, age > 0);
      case CONFIRMED, FINAL -> stands(effect, seen, finality, depth);
      case REFUSED -> refused(effect, finality.settles(Report.REFUSED, depth), depth);
      case REVERTED -> reverted(effect, age > 0);
      case UNKNOWN -> stay(Meaning.REPEATED, effect);
    };
  }

  /**
   * Of one observer the newest statement counts, by its own numbers, where there are none by the
   * time it says it saw this: below 0 for an older one, above 0 for a newer one, 0 where neither
   * tells.
   */
  static int age(@Nullable Long number, @Nullable Instant newest, Observation seen, Instant now) {
    if (number != null && seen.sequence() != null) {
      return Long.compare(seen.sequence(), number);
    }
    return newest == null || !seen.seenAt().isBefore(now) ? 0 : seen.seenAt().compareTo(newest);
  }

  /**
   * "Nothing has happened yet" is mostly an answer that was overtaken by better word. Only where
   * the observer's own times say that it is the newer word does it take something back.
   */
  private static Ladder accepted(Effect effect, boolean newer) {
    return switch (effect.rung()) {
      case PENDING, REQUESTED, UNKNOWN, REVERTED, DISPUTED ->
          new Ladder(Meaning.MOVED, Rung.ACCEPTED, 0);
      case ACCEPTED -> stay(Meaning.REPEATED, effect);
      case REFUSED ->
          newer ? new Ladder(Meaning.MOVED, Rung.ACCEPTED, 0) : stay(Meaning.STALE, effect);
      case CONFIRMED ->
          newer ? new Ladder(Meaning.MOVED, Rung.REVERTED, 0) : stay(Meaning.STALE, effect);
      case FINAL, VOID, SKIPPED -> stay(newer ? Meaning.CONTRADICTING : Meaning.STALE, effect);
    };
  }

  private static Ladder stands(Effect effect, Observation seen, Finality finality, int depth) {
    boolean isFinal = finality.settles(seen.status(), depth);
    boolean other = seen.result() != null && !Objects.equals(seen.result(), effect.result());
    if (effect.rung() == Rung.FINAL) {
      boolean against = other && effect.result() != null;
      return stay(against ? Meaning.CONTRADICTING : Meaning.REPEATED, effect);
    }
    boolean same = effect.rung() == Rung.CONFIRMED && !isFinal && !other && depth == effect.depth();
    return same
        ? stay(Meaning.REPEATED, effect)
        : new Ladder(Meaning.MOVED, isFinal ? Rung.FINAL : Rung.CONFIRMED, depth);
  }

  private static Ladder refused(Effect effect, boolean isFinal, int depth) {
    return switch (effect.rung()) {
      case PENDING, REQUESTED, ACCEPTED, CONFIRMED, UNKNOWN, REVERTED, DISPUTED, REFUSED ->
          !isFinal && effect.rung() == Rung.REFUSED && depth == effect.depth()
              ? stay(Meaning.REPEATED, effect)
              : new Ladder(Meaning.MOVED, isFinal ? Rung.VOID : Rung.REFUSED, depth);
      case VOID, SKIPPED -> stay(Meaning.REPEATED, effect);
      case FINAL -> stay(Meaning.CONTRADICTING, effect);
    };
  }

  private static Ladder reverted(Effect effect, boolean newer) {
    return switch (effect.rung()) {
      case REVERTED -> stay(Meaning.REPEATED, effect);
      case VOID, SKIPPED -> stay(newer ? Meaning.CONTRADICTING : Meaning.STALE, effect);
      case PENDING, REQUESTED, ACCEPTED, CONFIRMED, FINAL, UNKNOWN, DISPUTED, REFUSED ->
          new Ladder(Meaning.MOVED, Rung.REVERTED, 0);
    };
  }

  private static Ladder stay(Meaning meaning, Effect effect) {
    return new Ladder(meaning, effect.rung(), effect.depth());
  }

  boolean moved() {
    return meaning == Meaning.MOVED;
  }

  boolean stands() {
    return rung.stands() == Stands.YES;
  }
}
