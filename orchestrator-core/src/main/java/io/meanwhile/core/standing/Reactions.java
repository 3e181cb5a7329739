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
    int from = 0;
    if (now != null && now.kind() != null) {
      kind = now.kind();
      from = now.measure();
    }
    List<Measure> list = call.onDivergence().get(kind);
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
