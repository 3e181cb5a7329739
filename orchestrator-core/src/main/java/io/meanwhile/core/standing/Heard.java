package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Agreeing;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who said what of an effect, who agrees with where it is, and who is missing. */
final class Heard {
  private Heard() {}

  /** Those that are believed: the participant alone, unless the step names its observers. */
  static List<String> observers(Finality confirm, Effect effect) {
    return confirm instanceof Finality.Quorum rule
        ? voices(rule, effect).stream()
            .filter(Standing.Said::agrees)
            .map(Standing.Said::observer)
            .toList()
        : List.of(effect.to().participant());
  }

  /** What each of several observers said last; none where there is only one. */
  static List<Standing.Said> voices(Finality confirm, Effect effect) {
    if (!(confirm instanceof Finality.Quorum rule)) {
      return List.of();
    }
    Agreeing agreeing = new Agreeing(rule);
    return effect.voices().stream()
        .map(voice ->
            new Standing.Said(
                voice.observer(),
                voice.says(),
                voice.depth(),
                voice.result(),
                voice.at(),
                agreeing.supports(effect.rung(), effect.result(), voice)))
        .toList();
  }

  /** What is waited for where several observers decide. */
  static String waitingFor(Finality.Quorum rule, Effect effect) {
    List<String> parts = new ArrayList<>();
    List<String> missing = new ArrayList<>(rule.of());
    for (Voice voice : effect.voices()) {
      missing.remove(voice.observer());
      String depth = rule.wanted() > 0 && voice.depth() > 0 ? " at depth " + voice.depth() : "";
      parts.add(voice.observer() + " says " + voice.says().name().toLowerCase(Locale.ROOT) + depth);
    }
    if (!missing.isEmpty()) {
      parts.add("no word from " + String.join(", ", missing));
    }
    String what = rule.wanted() > 0 ? " to agree at depth " + rule.wanted() : " to agree";
    return rule.quorum()
        + " of "
        + String.join(", ", rule.of())
        + what
        + ": "
        + String.join("; ", parts);
  }
}
