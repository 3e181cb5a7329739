package io.meanwhile.core.checker;

import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Step;
import org.jspecify.annotations.Nullable;

/**
 * Results as guards and goals look at them: what they want to read is there while the result is the
 * first, of a group while those of all that it stands by are.
 */
final class FewResults {
  private static final String FIRST = "'" + Outside.text(Outside.FIRST) + "'";

  private FewResults() {}

  /**
   * True where a result is no more than one way of standing: time has passed, a loop is over, a
   * proposal may hold nothing. Whether it is what is wanted is then a bit of the saga's input.
   */
  static boolean needsBit(@Nullable Step step) {
    return step != null
        && (Own.of(step.action().to()) == Own.TIMER || (step.flow() != null && turns(step.flow())));
  }

  private static boolean turns(Flow flow) {
    return switch (flow) {
      case Flow.Loop _, Flow.Proposing _ -> true;
      case Flow.FanOut fanOut -> needsBit(fanOut.body());
      case Flow.Group group -> group.steps().stream().anyMatch(FewResults::needsBit);
    };
  }

  /**
   * A condition on the result of the step.
   *
   * @param name by which it is read
   * @param bit true or false, where that alone is not both
   */
  static String asWanted(@Nullable Step step, String name, String bit) {
    String result = "steps['" + name + "'].result";
    String good = step == null ? result + " == " + FIRST : asFirst(step, result, 1);
    return needsBit(step) ? "((" + good + ") == " + bit + ")" : good;
  }

  private static String asFirst(Step step, String result, int depth) {
    String each = "r" + depth;
    return switch (step.flow()) {
      case null -> result + " == " + FIRST;
      case Flow.Loop loop -> asFirst(loop.body(), result, depth);
      case Flow.FanOut fanOut -> // what lost is null
          result
              + (".all(" + each + ", " + each + " == null || ")
              + (asFirst(fanOut.body(), each, depth + 1) + ")");
      case Flow.Group group -> members(group, result, depth);
      case Flow.Proposing _ -> // what proposes in turn is as it is
          (result + ".steps.all(" + each + ", " + result + ".steps[" + each + "] != '")
              + (Outside.text(Outside.OTHER) + "')");
    };
  }

  private static String members(Flow.Group group, String result, int depth) {
    StringBuilder all = new StringBuilder("(true");
    for (Step inner : group.steps()) {
      String name = "'" + inner.name() + "'";
      String read = result + "[" + name + "]";
      all.append(" && (!(").append(name).append(" in ").append(result).append(") || ");
      all.append(asFirst(inner, read, depth)).append(")");
    }
    return all.append(")").toString();
  }
}
