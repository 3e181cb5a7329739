package io.meanwhile.core.checker;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who reports on an effect, where its step names several.
 *
 * @param names at most {@link Spoken#MOST}; those that are asked come first
 * @param fixed how many of them are asked; the others are interchangeable
 * @param quorum how many must say the same
 * @param counts confirmations are counted
 * @param asked whose word answers a request: its number among the names, {@link #UNNAMED} for none
 * @param probed whose word answers a probe
 */
record Observers(List<String> names, int fixed, int quorum, boolean counts, int asked, int probed) {
  /** Somebody whom the step does not name. */
  static final int UNNAMED = -1;

  /** Null where one observer speaks alone. */
  static @Nullable Observers of(@Nullable Call call) {
    if (call == null || !(call.confirm() instanceof Finality.Quorum quorum)) {
      return null;
    }
    List<String> names = quorum.of();
    int asked = names.indexOf(call.to().participant());
    Target probe = call.probe();
    int probed = probe == null ? UNNAMED : names.indexOf(probe.participant());
    boolean counts = quorum.each() instanceof Finality.Depth;
    int fixed = Math.max(asked, probed) + 1;
    return new Observers(names, fixed, quorum.quorum(), counts, asked, probed);
  }

  /**
   * The same quorum among fewer: all of two where all must agree, else two of three. Results are
   * equal or not.
   */
  static Finality.Quorum few(Finality.Quorum quorum, Call call, Finality each) {
    Set<String> first = new LinkedHashSet<>();
    first.add(call.to().participant());
    if (call.probe() != null) {
      first.add(call.probe().participant());
    }
    first.retainAll(quorum.of());
    first.addAll(quorum.of());
    int all = quorum.quorum() == quorum.of().size() ? 2 : Spoken.MOST;
    List<String> few = new ArrayList<>(first).subList(0, Math.min(first.size(), all));
    return new Finality.Quorum(Math.min(2, quorum.quorum()), few, null, each);
  }

  int size() {
    return names.size();
  }

  /** True where this one's word answers what is asked. */
  boolean answers(Effect effect, int observer) {
    Ask ask = effect.ask();
    return ask != null && observer == (ask.probe() ? probed : asked);
  }

  /** The first of those that are interchangeable and said the same last. */
  boolean isFirst(int outside, int observer) {
    for (int other = fixed; other < observer; other++) {
      if (Spoken.by(outside, other) == Spoken.by(outside, observer)) {
        return false;
      }
    }
    return true;
  }

  /** How many of them said so last. */
  int count(int outside, java.util.function.IntPredicate so) {
    int count = 0;
    for (int observer = 0; observer < size(); observer++) {
      count += so.test(Spoken.by(outside, observer)) ? 1 : 0;
    }
    return count;
  }

  /** The result that a quorum of those who say so agrees on; {@link #UNNAMED} for none. */
  int agreed(int outside, java.util.function.IntPredicate so) {
    for (int result = Outside.FIRST; result <= Outside.BAD; result++) {
      int same = result;
      if (count(outside, said -> so.test(said) && Spoken.result(said) == same) >= quorum) {
        return result;
      }
    }
    return UNNAMED;
  }
}
