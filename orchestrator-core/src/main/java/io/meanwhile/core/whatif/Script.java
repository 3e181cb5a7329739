package io.meanwhile.core.whatif;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.decider.Cause;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes to the saga in a play whatever it does: recorded history, and what is added to it. */
final class Script {
  private final Deque<Line> lines = new ArrayDeque<>();

  /**
   * One thing that comes.
   *
   * @param sequence of the recorded event that it once caused; null when it is added
   * @param due when the real saga's next deadline fell before it
   */
  record Line(@Nullable Long sequence, SagaCommand command, @Nullable Instant due) {
    boolean added() {
      return sequence == null;
    }
  }

  /**
   * @param from the recorded event that the play begins before
   * @param point the recorded event before which additions come
   */
  Script(WhatIf question, List<Cause> causes, int from, int point) {
    Map<Long, Change.Replace> replaced = new HashMap<>();
    Set<Long> leftOut = new HashSet<>();
    for (Change change : question.changes()) {
      switch (change) {
        case Change.Add _ -> {}
        case Change.Replace replace -> replaced.put(replace.sequence(), replace);
        case Change.LeaveOut gone -> leftOut.add(gone.sequence());
      }
    }
    boolean goesOn = question.then() == WhatIf.Then.HISTORY;
    boolean added = false;
    for (Cause cause : causes) {
      long sequence = question.before().sequence() + cause.index();
      if (!added && cause.index() >= point) {
        add(question, cause.due());
        added = true;
      }
      boolean comes = cause.index() >= from && (cause.index() < point || goesOn);
      if (comes && !leftOut.contains(sequence)) {
        lines.add(new Line(sequence, command(cause, replaced.get(sequence)), cause.due()));
      }
    }
    if (!added) {
      add(question, Agenda.of(now(question)).wakeAt());
    }
  }

  private void add(WhatIf question, @Nullable Instant due) {
    for (Change change : question.changes()) {
      if (change instanceof Change.Add add) {
        lines.add(new Line(null, add.command(), due));
      }
    }
  }

  private static Saga now(WhatIf question) {
    Saga saga = question.before();
    for (SagaEvent event : question.recorded()) {
      saga = SagaDecider.evolve(saga, event);
    }
    return saga;
  }

  private static SagaCommand command(Cause cause, Change.@Nullable Replace replaced) {
    return replaced != null && cause.command() instanceof SagaCommand.Observe observe
        ? new SagaCommand.Observe(observe.at(), replaced.observation(), observe.answers())
        : cause.command();
  }

  @Nullable Line next() {
    return lines.peek();
  }

  void taken() {
    lines.remove();
  }
}
