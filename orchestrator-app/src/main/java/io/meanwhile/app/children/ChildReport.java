package io.meanwhile.app.children;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.standing.Statuses;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a child's state says about the effect that its parent knows it by. Pure. */
final class ChildReport {
  private ChildReport() {}

  /** The news for the parent's action; null when it knows it already. */
  static @Nullable Observation ofAction(Effect action, SagaView child) {
    Report report = report(action, Statuses.statusOf(child.definition(), child.state()));
    return report == null || isKnown(action, report, child.state())
        ? null
        : observation(action, child, report, null);
  }

  /** Null while a question is open: what it comes to is not known yet. */
  private static @Nullable Report report(Effect action, SagaStatus status) {
    boolean stood = action.stands() == Stands.YES;
    boolean isLost = action.rung() == Rung.REVERTED; // and stays so until its goal is met again
    return switch (status) {
      case COMPLETED -> Report.FINAL;
      case CONFIRMED -> action.rung() == Rung.FINAL ? Report.REVERTED : Report.CONFIRMED;
      case COMPENSATED -> Report.REFUSED;
      case COMPENSATING, RUNNING -> stood || isLost ? Report.REVERTED : Report.ACCEPTED;
      case PARKED, NOT_STARTED -> null;
    };
  }

  private static boolean isKnown(Effect action, Report report, Saga child) {
    return switch (report) {
      case ACCEPTED -> action.rung() == Rung.ACCEPTED;
      case CONFIRMED -> action.rung() == Rung.CONFIRMED;
      case REFUSED -> action.rung() == Rung.VOID;
      case FINAL -> isFinal(action, child);
      case REVERTED -> action.rung() == Rung.REVERTED;
      case UNKNOWN -> true;
    };
  }

  private static boolean isFinal(Effect action, Saga child) {
    Saga.Ended ended = child.ended();
    return action.rung() == Rung.FINAL
        && ended != null
        && Objects.equals(ended.result(), action.result());
  }

  /** The news for the parent's compensation; null when there is none. */
  static @Nullable Observation ofCompensation(Effect undo, SagaView child) {
    Saga.Ended ended = child.state().ended();
    boolean undone = ended != null && ended.outcome() == SagaStatus.COMPENSATED;
    return undone && undo.rung() != Rung.FINAL
        ? observation(undo, child, Report.FINAL, CompensationOutcome.UNDONE)
        : null;
  }

  private static Observation observation(
      Effect effect, SagaView child, Report report, @Nullable CompensationOutcome outcome) {
    Saga state = child.state();
    Saga.Ended ended = state.ended();
    boolean stands = report == Report.FINAL && outcome == null;
    return new Observation(
        effect.key(),
        Own.PARTICIPANT,
        "saga-" + state.sequence(),
        report,
        null,
        stands && ended != null ? ended.result() : null,
        report == Report.REFUSED || report == Report.REVERTED ? why(state) : null,
        outcome,
        null,
        child.lastEventAt());
  }

  private static String why(Saga child) {
    String why = child.why();
    return "saga " + child.id() + (why == null ? " lost its goal" : ": " + why);
  }
}
