package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Owed;
import io.meanwhile.core.decider.Pivot;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * "If cancelled now": which compensations would or might fire, in which order, and what could not
 * be undone. Nothing is stored and nothing is sent.
 *
 * @param verdict GOES_BACKWARD, HELD (a pivot is in flight), REFUSED, or NOTHING_NEW
 * @param reason why, when it is refused or held
 * @param compensations in an order in which they may begin
 * @param losses actions that stand, or may, and are irreversible or listed as a loss already
 */
public record CancelPreview(
    Verdict verdict, @Nullable String reason, List<Planned> compensations, List<String> losses) {

  /** What a cancel would do now. */
  public enum Verdict {
    GOES_BACKWARD,
    HELD,
    REFUSED,
    NOTHING_NEW
  }

  /**
   * One compensation.
   *
   * @param effect the action it would undo
   * @param certain true when the action stands; false when it only may, or an operator is asked
   * @param after the actions whose compensations come first, if they fire
   */
  public record Planned(
      String effect, String call, Rung level, boolean certain, List<String> after) {}

  /** What a cancel would do now. */
  public static CancelPreview of(Definition written, Saga saga) {
    Definition definition = written.in(saga);
    if (saga.ended() != null) {
      return new CancelPreview(Verdict.REFUSED, "The saga has ended.", List.of(), List.of());
    }
    Pivot pivot = Pivot.of(definition, saga);
    if (pivot == Pivot.PASSED && !saga.backward()) {
      return new CancelPreview(Verdict.REFUSED, "The pivot has been passed.", List.of(), List.of());
    }
    List<Planned> planned = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    for (Effect action : List.copyOf(saga.all()).reversed()) { // who relies was requested later
      if (isOwed(saga, action)) {
        if (action.loss() || Owed.irreversible(definition, action)) {
          losses.add(action.key().toString());
        } else if (definition.step(action.key()).undo() != null) {
          planned.add(planned(definition, saga, action));
        }
      }
    }
    boolean held = pivot == Pivot.IN_FLIGHT && !saga.backward();
    boolean asked = // another one adds nothing
        held && saga.held() != null && saga.held().cancel();
    Verdict verdict =
        saga.backward() || asked
            ? Verdict.NOTHING_NEW
            : held ? Verdict.HELD : Verdict.GOES_BACKWARD;
    String reason =
        held ? "A pivot is in flight: nothing is undone unless it turns out void." : null;
    return new CancelPreview(verdict, reason, planned, losses);
  }

  private static boolean isOwed(Saga saga, Effect action) {
    return action.key().isAction()
        && action.stands() != Stands.NO
        && !Owed.compensated(saga, action);
  }

  private static Planned planned(Definition definition, Saga saga, Effect action) {
    Call undo = Objects.requireNonNull(definition.step(action.key()).undo());
    List<String> after =
        Owed.waitingFor(definition, saga, action).stream()
            .filter(other -> !other.loss() && hasUndo(definition, other))
            .map(other -> other.key().toString())
            .toList();
    boolean certain = action.stands() == Stands.YES && !isInQuestion(saga, action);
    return new Planned(
        action.key().toString(), undo.to().toString(), action.rung(), certain, after);
  }

  private static boolean hasUndo(Definition definition, Effect action) {
    return !Owed.irreversible(definition, action) && definition.step(action.key()).undo() != null;
  }

  /** What is broken stays with the operator, going backward too. */
  private static boolean isInQuestion(Saga saga, Effect action) {
    return saga.questions().values().stream()
        .anyMatch(q -> action.key().equals(q.effect()) && q.kind() == DivergenceKind.BROKEN);
  }
}
