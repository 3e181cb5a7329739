package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.probed;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of divergences without any list of a definition's own, cell by cell: what is done, and
 * what is done next when that brings nothing.
 */
class DefaultReactionsTest {
  private static final String SHIP = "ship/action/1";
  private static final String UNSHIP = "ship/compensation/1/1";

  /** Seen from the pivot; or the compensation itself diverges. */
  enum Column {
    BEFORE,
    AFTER,
    UNDO
  }

  private static Definition definition(Column column, Call action, Call undo) {
    return Sample.definition(
        column == Column.AFTER ? pivot(step("pay")) : step("pay"),
        step("ship", action, undo, "pay"));
  }

  private static Call asked(String to, boolean probes, DivergenceKind kind) {
    Call call = depth(expecting(call(to), "result.ok"), 3);
    Call believed = kind == DivergenceKind.DISPUTED ? confirmed(call, twoOfThree()) : call;
    return probes ? probed(believed) : believed;
  }

  @ParameterizedTest(name = "{0}, {1} the pivot, probe {2}: {3}")
  @CsvSource({
    "REFUSED,     BEFORE, true,  COMPENSATE",
    "REFUSED,     AFTER,  true,  PARK",
    "REFUSED,     UNDO,   true,  REDO",
    "UNAVAILABLE, BEFORE, true,  PROBE COMPENSATE",
    "UNAVAILABLE, BEFORE, false, COMPENSATE",
    "UNAVAILABLE, AFTER,  true,  RETRY",
    "UNAVAILABLE, AFTER,  false, RETRY",
    "UNAVAILABLE, UNDO,   true,  RETRY",
    "UNAVAILABLE, UNDO,   false, RETRY",
    "UNKNOWN,     BEFORE, true,  PROBE COMPENSATE",
    "UNKNOWN,     BEFORE, false, COMPENSATE",
    "UNKNOWN,     AFTER,  true,  PROBE",
    "UNKNOWN,     AFTER,  false, RETRY RETRY",
    "UNKNOWN,     UNDO,   true,  PROBE RETRY",
    "UNKNOWN,     UNDO,   false, RETRY RETRY",
    "UNEXPECTED,  BEFORE, true,  COMPENSATE",
    "UNEXPECTED,  AFTER,  true,  PARK",
    "UNEXPECTED,  UNDO,   true,  PARK",
    "REVERTED,    BEFORE, true,  WAIT COMPENSATE",
    "REVERTED,    AFTER,  true,  WAIT RETRY PROBE",
    "REVERTED,    AFTER,  false, WAIT RETRY RETRY",
    "REVERTED,    UNDO,   true,  WAIT RETRY PROBE",
    "REVERTED,    UNDO,   false, WAIT RETRY RETRY",
    "DISPUTED,    BEFORE, true,  WAIT PROBE COMPENSATE",
    "DISPUTED,    AFTER,  true,  WAIT PROBE",
    "DISPUTED,    UNDO,   true,  WAIT PROBE RETRY"
  })
  void isMetAsTheTableSays(DivergenceKind kind, Column column, boolean probes, String reactions) {
    Call action = asked("ship-svc/do", probes && column != Column.UNDO, kind);
    Call undo = asked("ship-svc/undo", probes && column == Column.UNDO, kind);
    Definition definition =
        column == Column.UNDO
            ? definition(column, call("ship-svc/do"), undo)
            : definition(column, action, call("ship-svc/undo"));
    SagaFixture saga = new SagaFixture(definition).given(start());
    saga.given(observe("pay/action/1", FINAL));
    if (column == Column.UNDO) {
      saga.given(cancel()).given(observe(SHIP, FINAL));
    }
    ReactionMatrixTest.diverge(saga, column == Column.UNDO ? UNSHIP : SHIP, kind);
    assertThat(reactions(saga, reactions.split(" ").length)).isEqualTo(reactions);
    if (reactions.endsWith("COMPENSATE") && kind != DivergenceKind.REFUSED) {
      assertThat(saga.saga().effect(key(UNSHIP))).as("including this step").isNotNull();
    }
    assertThat(saga.saga().backward())
        .isEqualTo(column == Column.UNDO || reactions.endsWith("COMPENSATE"));
    if (reactions.endsWith("PARK")) {
      saga.thenStatus(SagaStatus.PARKED);
    }
  }

  /** So many, each when the one before has brought nothing; what follows at once counts once. */
  private static String reactions(SagaFixture saga, int count) {
    List<String> all = new ArrayList<>(taken(saga));
    while (all.size() < count) {
      nothingComes(saga);
      all.addAll(taken(saga));
    }
    return String.join(" ", all);
  }

  private static List<String> taken(SagaFixture saga) {
    return saga.latest().stream()
        .filter(SagaEvent.Diverged.class::isInstance)
        .map(event -> ((SagaEvent.Diverged) event).reaction().name())
        .toList();
  }

  /** Whatever is asked is not answered; else the next deadline passes. */
  private static void nothingComes(SagaFixture saga) {
    List<Agenda.Send> sends = Agenda.of(saga.saga()).sends();
    if (sends.isEmpty()) {
      saga.whenTheNextDeadlinePasses();
    } else if (sends.getFirst().ask().probe()) {
      String asked = sends.getFirst().effect().toString();
      saga.when(Sample.failProbe(asked, sends.getFirst().ask().attempt()));
    } else {
      String asked = sends.getFirst().effect().toString();
      saga.when(Sample.fail(asked, sends.getFirst().ask().attempt(), Failure.NO_ANSWER));
    }
  }

  private static io.meanwhile.core.model.EffectKey key(String text) {
    return io.meanwhile.core.model.EffectKey.parse(text);
  }
}
