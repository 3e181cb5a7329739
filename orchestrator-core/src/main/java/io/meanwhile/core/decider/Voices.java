package io.meanwhile.core.decider;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each of several observers said last, in the order in which that was first said. */
final class Voices {
  private Voices() {}

  /** What this observer said last; null while it said nothing. */
  static @Nullable Voice of(List<Voice> voices, String observer) {
    for (Voice voice : voices) {
      if (voice.observer().equals(observer)) {
        return voice;
      }
    }
    return null;
  }

  /** The same with one more report, which is not older than what its observer said before. */
  static List<Voice> with(List<Voice> voices, Observation seen, Instant recorded) {
    if (seen.status() == Report.UNKNOWN) {
      return voices; // "no trace of it" is no word about the effect
    }
    Voice old = of(voices, seen.observer());
    Voice newer = voice(old, seen, recorded);
    List<Voice> all = new ArrayList<>(voices.size() + 1);
    boolean goesOn = old != null && sameWord(old, newer);
    for (Voice voice : voices) {
      if (!voice.observer().equals(newer.observer())) {
        all.add(voice);
      } else if (goesOn) {
        all.add(newer);
      }
    }
    if (!goesOn) {
      all.add(newer);
    }
    return all;
  }

  static Voice voice(@Nullable Voice old, Observation seen, Instant recorded) {
    boolean ownTime = seen.seenAt().isBefore(recorded); // without one, arrival counts
    Instant before = old == null ? null : old.newestSeen();
    Long number = old == null ? null : old.newestSequence();
    return new Voice(
        seen.observer(),
        seen.status(),
        seen.depth() == null ? 0 : seen.depth(),
        seen.result(),
        seen.outcome(),
        recorded,
        ownTime ? seen.seenAt() : before,
        seen.sequence() == null ? number : seen.sequence());
  }

  /** More confirmations of the same are no other word. */
  static boolean sameWord(Voice a, Voice b) {
    boolean same = a.affirms() ? b.affirms() : a.says() == b.says();
    return same && Objects.equals(a.result(), b.result()) && a.outcome() == b.outcome();
  }

  /** Who says what, in words. */
  static String words(List<Voice> voices) {
    return voices.stream()
        .map(v -> v.observer() + " says " + v.says().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
