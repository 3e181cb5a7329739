package io.meanwhile.core.standing;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reacting;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a definition's own list of reactions would do next about an effect, in words. */
final class Reactions {
  private Reactions() {}

  /** Null when the definition has no list for silence on this rung. */
  static @Nullable String toSilence(Call call, Effect effect) {
    Reacting now = effect.reacting();
    DivergenceKind kind =
        effect.rung() == Rung.REVERTED ? DivergenceKind.REVERTED : DivergenceKind.UNKNOWN;
    if (now != null && now.kind() != null) {
      return words(call.onDivergence().get(now.kind()), now.measure());
    }
    return words(call.onDivergence().get(kind), 0);
  }

  /** Null when the definition has no list for a group past its deadline; a wait is over then. */
  static @Nullable String toOverdue(Call group, Effect effect) {
    Reacting now = effect.reacting();
    boolean waited = now != null && now.kind() == DivergenceKind.OVERDUE;
    int from = now != null && waited ? now.measure() + 1 : 0;
    return words(group.onDivergence().get(DivergenceKind.OVERDUE), from);
  }

  private static @Nullable String words(@Nullable List<Measure> list, int from) {
    if (list == null) {
      return null;
    }
    String next =
        list.stream().skip(from).map(Reactions::words).collect(Collectors.joining(", then "));
    boolean parks = list.getLast().ends();
    return next.isEmpty() ? "park" : parks ? next : next + ", then park";
  }

  private static String words(Measure measure) {
    String word = measure.reaction().name().toLowerCase(Locale.ROOT);
    if (measure.reaction() == Reaction.WAIT) {
      return word + " for " + measure.within();
    }
    String often = measure.times() > 1 ? " up to " + measure.times() + " times" : "";
    return word + often + (measure.within() == null ? "" : " within " + measure.within());
  }
}
