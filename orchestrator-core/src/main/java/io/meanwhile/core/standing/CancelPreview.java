package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Owed;
import io.meanwhile.core.decider.Pivot;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "If cancelled now": which compensations would or might fire, in which order, and what could not
 * be undone. Nothing is stored and nothing is sent.
 *
 * @param verdict GOES_BACKWARD, HELD (a pivot is in flight), REFUSED, or NOTHING_NEW
 * @param reason why, when it is refused or held
 * @param compensations in an order in which they may begin
 * @param losses actions that stand, or may, and are irreversible
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
   * @param certain true when the action stands; false when it only may
   * @param after the actions whose compensations come first
   */
  public record Planned(
      String effect, String call, Rung level, boolean certain, List<String> after) {}

  /** What a cancel would do now. */
  public static CancelPreview of(Definition definition, Saga saga) {
    if (saga.ended() != null) {
      return new CancelPreview(Verdict.REFUSED, "The saga has ended.", List.of(), List.of());
    }
    Pivot pivot = Pivot.of(definition, saga);
    if (pivot == Pivot.PASSED && !saga.backward()) {
      return new CancelPreview(Verdict.REFUSED, "The pivot has been passed.", List.of(), List.of());
    }
    List<Planned> planned = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    List<Effect> newestFirst = new ArrayList<>(saga.all());
    java.util.Collections.reverse(newestFirst);
    for (Effect action : newestFirst) {
      if (!action.key().isAction() || action.stands() == Stands.NO || isCompensated(saga, action)) {
        continue;
      }
      Step step = definition.step(action.key().step());
      if (Owed.irreversible(definition, action)) {
        losses.add(action.key().toString());
      } else if (step.undo() != null) {
        planned.add(planned(saga, action, step));
      }
    }
    boolean held = pivot == Pivot.IN_FLIGHT && !saga.backward();
    Verdict verdict =
        saga.backward() ? Verdict.NOTHING_NEW : held ? Verdict.HELD : Verdict.GOES_BACKWARD;
    String reason =
        held ? "A pivot is in flight: nothing is undone unless it turns out void." : null;
    return new CancelPreview(verdict, reason, planned, losses);
  }

  private static boolean isCompensated(Saga saga, Effect action) {
    Effect undo = saga.compensation(action.key());
    return undo != null && undo.rung() == Rung.FINAL;
  }

  private static Planned planned(Saga saga, Effect action, Step step) {
    List<String> after = new ArrayList<>();
    for (Effect other : saga.all()) {
      boolean dependent = other.reliedOn().contains(action.key()) && other.stands() != Stands.NO;
      if (dependent && !isCompensated(saga, other)) {
        after.add(other.key().toString());
      }
    }
    String call = step.undo() == null ? "" : step.undo().to().toString();
    return new Planned(
        action.key().toString(), call, action.rung(), action.stands() == Stands.YES, after);
  }
}
