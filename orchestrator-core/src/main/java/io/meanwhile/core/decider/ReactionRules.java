package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which lists of reactions contradict themselves, their step or the model. */
final class ReactionRules {
  private final Definition definition;
  private final Ancestry ancestry;
  private final List<DefinitionRules.Flaw> flaws = new ArrayList<>();

  private ReactionRules(Definition definition, Ancestry ancestry) {
    this.definition = definition;
    this.ancestry = ancestry;
  }

  static List<DefinitionRules.Flaw> check(Definition definition, Ancestry ancestry) {
    ReactionRules rules = new ReactionRules(definition, ancestry);
    for (Step step : definition.steps()) {
      String pointer = "/steps/" + step.name() + "/";
      rules.lists(step, step.action(), true, pointer + "onDivergence/");
      if (step.undo() != null) {
        rules.lists(step, step.undo(), false, pointer + "undo/onDivergence/");
      }
    }
    rules.ofTheSaga();
    return rules.flaws;
  }

  /** What concerns the saga as a whole: nothing can be sent again, and nothing is given up. */
  private void ofTheSaga() {
    definition
        .onDivergence()
        .forEach((kind, list) -> {
          String pointer = "/onDivergence/" + word(kind);
          if (kind == DivergenceKind.OVERDUE && definition.deadline() == null) {
            flaw(pointer, "Without a 'deadline' no saga is overdue.", null);
            return;
          }
          for (int i = 0; i < list.size(); i++) {
            String misfit = misfitOfSaga(kind, list.get(i).reaction());
            if (inOrder(list, i, pointer + "/" + i) && misfit != null) {
              flaw(pointer + "/" + i, misfit, null);
            }
          }
        });
  }

  private static @Nullable String misfitOfSaga(DivergenceKind kind, Reaction reaction) {
    return switch (reaction) {
      case WAIT ->
          kind == DivergenceKind.UNMET
              ? "Nothing is in flight: there is nothing to wait for."
              : null;
      case RETRY, REDO, PROBE, UNDO ->
          word(reaction) + " is about one step: use compensate, continue or park.";
      case COMPENSATE, CONTINUE, PARK, RECORD -> null;
    };
  }

  private void lists(Step step, Call call, boolean action, String pointer) {
    for (Map.Entry<DivergenceKind, List<Measure>> entry : call.onDivergence().entrySet()) {
      DivergenceKind kind = entry.getKey();
      String never = step.flow() == null ? never(call, action, kind) : never(call, kind);
      if (never != null) {
        flaw(pointer + word(kind), never, null);
        continue;
      }
      for (int i = 0; i < entry.getValue().size(); i++) {
        String at = pointer + word(kind) + "/" + i;
        Reaction reaction = entry.getValue().get(i).reaction();
        if (!inOrder(entry.getValue(), i, at)) {
          continue;
        }
        String misfit =
            step.flow() != null
                ? misfitOfGroup(step, kind, reaction)
                : action ? misfit(step, kind, reaction) : misfitOfUndo(kind, reaction);
        if (misfit != null) {
          boolean refusedRetry = kind == DivergenceKind.REFUSED && reaction == Reaction.RETRY;
          flaw(at, misfit, refusedRetry ? word(Reaction.REDO) : null);
        } else if (reaction == Reaction.PROBE && call.probe() == null) {
          flaw(at, "There is no probe to ask with: give one, or use retry.", "retry");
        }
      }
    }
  }

  /** Why such a divergence cannot happen here; null when it can. */
  private static @Nullable String never(Call call, boolean action, DivergenceKind kind) {
    return switch (kind) {
      case UNEXPECTED ->
          call.expects() ? null : "Without 'expect' or 'returns' no result is unexpected.";
      case DISPUTED ->
          observers(call.confirm()) < 2 ? "One observer alone cannot be in dispute." : null;
      case LATE -> action ? null : "A compensation is never given up, so it is never late.";
      case REFUSED, UNAVAILABLE, UNKNOWN, REVERTED -> null;
      case BROKEN, STRAY, UNMET, OVERDUE, REJECTED, EXPRESSION ->
          "This cannot be changed for a step.";
    };
  }

  /** The same for a group as a whole. */
  private static @Nullable String never(Call group, DivergenceKind kind) {
    boolean endless = group.deadline().equals(Call.LONGEST);
    return switch (kind) {
      case UNMET -> null;
      case OVERDUE -> endless ? "Without a 'deadline' no group is overdue." : null;
      case REFUSED,
          UNAVAILABLE,
          UNKNOWN,
          UNEXPECTED,
          REVERTED,
          DISPUTED,
          LATE,
          BROKEN,
          STRAY,
          REJECTED,
          EXPRESSION ->
          "That is about one action: say it on the members.";
    };
  }

  private @Nullable String misfitOfGroup(Step group, DivergenceKind kind, Reaction reaction) {
    return switch (reaction) {
      case RETRY, PROBE ->
          "Nobody is asked for a group as a whole: use redo, or say it on its members.";
      case WAIT ->
          kind == DivergenceKind.UNMET
              ? "What was given up does not come back: there is nothing to wait for."
              : null;
      case REDO -> {
        String stays = staying(group);
        yield stays == null
            ? null
            : "It is done again only once its members are undone, and " + stays + " has no undo.";
      }
      case COMPENSATE -> compensate(group);
      case UNDO, CONTINUE, PARK, RECORD -> null;
    };
  }

  /** A member that cannot be undone; null when all can. */
  private static @Nullable String staying(Step step) {
    return switch (step.flow()) {
      case null -> step.undo() == null && !Own.isAwaited(step.action().to()) ? step.name() : null;
      case Flow.FanOut fanOut -> staying(fanOut.body());
      case Flow.Loop loop -> staying(loop.body());
      case Flow.Proposing proposing -> staying(proposing.body());
      case Flow.Group group ->
          group.steps().stream()
              .map(ReactionRules::staying)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    };
  }

  private static int observers(Finality confirm) {
    return switch (confirm) {
      case Finality.Quorum quorum -> quorum.of().size();
      case Finality.Reply _, Finality.Depth _, Finality.Time _ -> 1;
    };
  }

  private boolean inOrder(List<Measure> list, int i, String pointer) {
    Measure before = i == 0 ? null : list.get(i - 1);
    if (before != null && before.ends()) {
      flaw(pointer, "Nothing comes after " + word(before.reaction()) + ".", null);
    } else if (before != null && before.reaction() == list.get(i).reaction()) {
      flaw(pointer, word(before.reaction()) + " comes twice: give the first one its bound.", null);
    } else {
      return true;
    }
    return false;
  }

  private @Nullable String misfit(Step step, DivergenceKind kind, Reaction reaction) {
    boolean refused = kind == DivergenceKind.REFUSED;
    String late = kind == DivergenceKind.LATE ? "What is late stands already." : null;
    String pivot = step.pivot() && !refused ? "A pivot is never given up: park." : null;
    return switch (reaction) {
      case RETRY, PROBE, WAIT -> settled(kind);
      case REDO -> late != null ? late : pivot != null ? pivot : refused ? null : redo(step, kind);
      case UNDO -> pivot != null ? pivot : undo(step, kind);
      case COMPENSATE -> late != null ? late : pivot != null ? pivot : compensate(step);
      case CONTINUE -> kind == DivergenceKind.UNEXPECTED ? null : pivot;
      case PARK, RECORD -> null;
    };
  }

  /** Why more of the same key cannot help; null when it may. */
  private static @Nullable String settled(DivergenceKind kind) {
    return switch (kind) {
      case REFUSED -> "What is refused is void, and its key stays so: use redo.";
      case UNEXPECTED -> "The same key brings the same result.";
      case LATE -> "What is late stands already.";
      case UNAVAILABLE, UNKNOWN, REVERTED, DISPUTED -> null;
      case BROKEN, STRAY, UNMET, OVERDUE, REJECTED, EXPRESSION -> null;
    };
  }

  private @Nullable String redo(Step step, DivergenceKind kind) {
    if (step.irreversible()) {
      return "The step is irreversible: what may stand is not done again.";
    }
    return step.undo() == null && !Own.isAwaited(step.action().to())
        ? "It is done again only once its compensation is final, and it has no undo."
        : needsResult(step, kind);
  }

  private @Nullable String undo(Step step, DivergenceKind kind) {
    return step.irreversible()
        ? "The step is irreversible: continue lists it as a loss."
        : needsResult(step, kind);
  }

  /** Nobody knows the result of what is unknown. */
  private static @Nullable String needsResult(Step step, DivergenceKind kind) {
    boolean unknown = kind == DivergenceKind.UNKNOWN || kind == DivergenceKind.UNAVAILABLE;
    return unknown && step.undo() != null && readsResult(step.undo().with())
        ? "Its undo reads 'result', which may not exist then: let the participant find it by key."
        : null;
  }

  private static boolean readsResult(@Nullable Template template) {
    return switch (template) {
      case null -> false;
      case Template.Literal _, Template.Secret _ -> false;
      case Template.Computed computed -> isResult(computed.expression());
      case Template.Fields fields ->
          fields.fields().values().stream().anyMatch(ReactionRules::readsResult);
      case Template.Items items -> items.items().stream().anyMatch(ReactionRules::readsResult);
    };
  }

  private static boolean isResult(Expression expression) {
    return expression.variablesRead().contains("result");
  }

  private @Nullable String compensate(Step step) {
    for (Step other : definition.steps()) {
      if (other.pivot() && isFinalBefore(other.name(), step)) {
        return "It runs only once the pivot " + other.name() + " is passed: park.";
      }
    }
    return null;
  }

  /** True when that pivot is always final before the step begins, whatever the way. */
  private boolean isFinalBefore(String pivot, Step step) {
    return definition.steps().stream()
        .filter(s -> s.name().equals(step.name()) || ancestry.isBefore(s.name(), step.name()))
        .anyMatch(s -> s.after().get(pivot) == Level.FINAL);
  }

  private static @Nullable String misfitOfUndo(DivergenceKind kind, Reaction reaction) {
    boolean refused = kind == DivergenceKind.REFUSED;
    return switch (reaction) {
      case RETRY, PROBE, WAIT -> settled(kind);
      case REDO -> refused ? null : "Another compensation is asked for only when this one is void.";
      case UNDO, COMPENSATE -> "A compensation is not undone: use continue or park.";
      case CONTINUE, PARK, RECORD -> null;
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void flaw(String pointer, String message, @Nullable String suggestion) {
    flaws.add(new DefinitionRules.Flaw("contradictory-reaction", pointer, message, suggestion));
  }
}
