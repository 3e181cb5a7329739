package io.meanwhile.core.decider;

import io.meanwhile.core.model.Agreement;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where several observers put an effect. A rung holds while a quorum agrees; FINAL and VOID hold
 * until a quorum says otherwise.
 *
 * @param group those that agree on it, where that has a result
 */
record Tally(Rung rung, int depth, List<Voice> group) {

  /** Reads one statement beside the newest one of every other observer. */
  static Ladder climb(Effect effect, Observation seen, Finality.Quorum rule, Instant now) {
    Voice old = Voices.of(effect.voices(), seen.observer());
    if (isStale(old, seen, now)) {
      return new Ladder(Meaning.STALE, effect.rung(), effect.depth());
    }
    if (seen.status() == Report.UNKNOWN) {
      return ladder(Meaning.REPEATED, effect, Agreement.NONE);
    }
    List<Voice> voices = Voices.with(effect.voices(), seen, now);
    Agreeing agreeing = new Agreeing(rule);
    Voice newer = Objects.requireNonNull(Voices.of(voices, seen.observer()));
    Tally tally = of(effect, newer, voices, agreeing);
    Voice taken = tally.taken(effect, agreeing);
    Object result = taken == null ? effect.result() : taken.result();
    Agreement agreement =
        new Agreement(
            voices.stream()
                .filter(voice -> agreeing.supports(tally.rung, result, voice))
                .map(Voice::observer)
                .toList(),
            taken == null ? null : taken.observer());
    if (tally.rung != effect.rung() || tally.depth != effect.depth() || taken != null) {
      return new Ladder(Meaning.MOVED, tally.rung, tally.depth, agreement, tally.outcome());
    }
    boolean news =
        old == null
            || !Voices.sameWord(old, newer)
            || old.at().isBefore(effect.rungSince()); // it contradicted nothing then
    boolean dissents = news && agreeing.dissents(effect, newer);
    return ladder(dissents ? Meaning.DISSENTING : Meaning.REPEATED, effect, agreement);
  }

  private static Ladder ladder(Meaning meaning, Effect effect, Agreement agreement) {
    return new Ladder(meaning, effect.rung(), effect.depth(), agreement, null);
  }

  /** As of one observer alone: older, or less than it knew and not surely newer. */
  private static boolean isStale(@Nullable Voice old, Observation seen, Instant now) {
    if (old == null) {
      return false;
    }
    int age = Ladder.age(old.newestSequence(), old.newestSeen(), seen, now);
    boolean less =
        seen.status() == Report.ACCEPTED && (old.affirms() || old.says() == Report.REFUSED);
    return age < 0 || (less && age == 0);
  }

  /**
   * What is settled falls by a voice against it only: after an operator's word those that were
   * heard before may be a quorum against it, and another one that agrees is no evidence.
   */
  private static Tally of(Effect effect, Voice newer, List<Voice> voices, Agreeing agreeing) {
    if (effect.rung() == Rung.FINAL) {
      boolean denied = newer.denies() && count(voices, Voice::denies) >= agreeing.rule().quorum();
      return denied ? new Tally(Rung.REVERTED, 0, List.of()) : stay(effect);
    }
    if (effect.rung() == Rung.VOID && !newer.affirms()) {
      return stay(effect);
    }
    Tally affirmed = affirmed(effect, voices, agreeing);
    return switch (effect.rung()) {
      case VOID, SKIPPED -> affirmed == null ? stay(effect) : affirmed;
      case PENDING, REQUESTED, ACCEPTED, CONFIRMED, FINAL, UNKNOWN, REFUSED, REVERTED, DISPUTED ->
          affirmed == null ? notAffirmed(effect, voices, agreeing) : affirmed;
    };
  }

  private static Tally stay(Effect effect) {
    return new Tally(effect.rung(), effect.depth(), List.of());
  }

  private static long count(List<Voice> voices, java.util.function.Predicate<Voice> which) {
    return voices.stream().filter(which).count();
  }

  /** Null when no quorum says that it stands. */
  private static @Nullable Tally affirmed(Effect effect, List<Voice> voices, Agreeing agreeing) {
    List<Voice> affirming = voices.stream().filter(Voice::affirms).toList();
    List<Voice> group = group(effect, affirming, agreeing);
    if (group.isEmpty()) {
      return null;
    }
    List<Voice> last =
        affirming.stream()
            .filter(voice -> agreeing.rule().settles(voice.says(), voice.depth()))
            .toList();
    List<Voice> settled = group(effect, last, agreeing);
    return settled.isEmpty()
        ? new Tally(Rung.CONFIRMED, agreeing.depth(group), group)
        : new Tally(Rung.FINAL, agreeing.depth(settled), settled);
  }

  /** Those that agree on the result there is come first: within tolerance, it stays. */
  private static List<Voice> group(Effect effect, List<Voice> voices, Agreeing agreeing) {
    Object result = effect.result();
    if (result != null) {
      List<Voice> near =
          voices.stream().filter(voice -> agreeing.within(result, voice.result())).toList();
      List<Voice> group = agreeing.group(near);
      if (!group.isEmpty()) {
        return group;
      }
    }
    return agreeing.group(voices);
  }

  private static Tally notAffirmed(Effect effect, List<Voice> voices, Agreeing agreeing) {
    Finality.Quorum rule = agreeing.rule();
    List<Voice> refusing = voices.stream().filter(v -> v.says() == Report.REFUSED).toList();
    if (refusing.size() >= rule.quorum()) {
      boolean isFinal = count(refusing, v -> rule.settles(v.says(), v.depth())) >= rule.quorum();
      return new Tally(isFinal ? Rung.VOID : Rung.REFUSED, agreeing.depth(refusing), List.of());
    }
    if (count(voices, Voice::denies) >= rule.quorum()) {
      return new Tally(Rung.REVERTED, 0, List.of());
    }
    if (agreeing.contradict(voices)) {
      return new Tally(Rung.DISPUTED, 0, List.of());
    }
    boolean accepted =
        count(voices, v -> v.affirms() || v.says() == Report.ACCEPTED) >= rule.quorum();
    return switch (effect.rung()) {
      case CONFIRMED -> new Tally(Rung.REVERTED, 0, List.of());
      case REFUSED -> new Tally(Rung.ACCEPTED, 0, List.of());
      case DISPUTED -> new Tally(accepted ? Rung.ACCEPTED : Rung.REQUESTED, 0, List.of());
      case PENDING, REQUESTED, UNKNOWN, REVERTED ->
          accepted ? new Tally(Rung.ACCEPTED, 0, List.of()) : stay(effect);
      case ACCEPTED, FINAL, VOID, SKIPPED -> stay(effect);
    };
  }

  /** Whose result is to be taken, the earliest recorded; null when the one there is stays. */
  private @Nullable Voice taken(Effect effect, Agreeing agreeing) {
    boolean stays =
        effect.result() != null
            && group.stream().allMatch(v -> agreeing.within(effect.result(), v.result()));
    return stays
        ? null
        : group.stream().filter(voice -> voice.result() != null).findFirst().orElse(null);
  }

  private @Nullable CompensationOutcome outcome() {
    return group.stream().map(Voice::outcome).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
