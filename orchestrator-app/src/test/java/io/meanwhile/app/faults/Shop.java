package io.meanwhile.app.faults;

import io.meanwhile.app.history.History.Deed;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import io.meanwhile.core.participant.UnavailableException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A participant that keeps the contract: idempotent by key, and a compensation blocks an action it
 * never saw. It remembers in a journal of its own, which a kill does not touch.
 */
final class Shop implements Participant {
  private final Journal journal;
  private final Consumer<String> points;
  private final Set<String> done = new HashSet<>();

  /** Where the process may die here. */
  static final String ASKED = "PARTICIPANT_ASKED";

  static final String PERFORMED = "PARTICIPANT_PERFORMED";

  Shop(Journal journal, Consumer<String> points) {
    this.journal = journal;
    this.points = points;
    for (String[] line : journal.lines()) {
      if (line[0].equals("deed")) {
        done.add(line[2] + line[1]);
      }
    }
  }

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public synchronized Answer perform(EffectRequest request) throws Exception {
    journal.add("call", Instant.now(), request.key(), request.attempt(), request.probe());
    points.accept(ASKED);
    Answer answer = request.probe() ? probed(request) : performed(request);
    points.accept(PERFORMED);
    return answer;
  }

  private Answer probed(EffectRequest request) {
    return has(request.key(), Deed.Kind.PERFORMED) ? Answer.done(null) : Answer.unknown();
  }

  private Answer performed(EffectRequest request) throws UnavailableException {
    EffectRequest.OriginalAction action = request.action();
    if (action != null) {
      return undone(request.key(), action.key());
    }
    if (has(request.key(), Deed.Kind.BLOCKED)) {
      return Answer.refused("blocked");
    }
    return switch (request.operation()) {
      case "refuse" -> {
        keep(request.key(), Deed.Kind.REFUSED);
        yield Answer.refused("sold out");
      }
      case "flaky" -> {
        if (request.attempt() < 3) {
          throw new UnavailableException("closed");
        }
        yield done(request);
      }
      // It does it, and forgets to say so.
      case "quiet" -> {
        Answer _ = done(request);
        yield Answer.accepted(null);
      }
      default -> done(request);
    };
  }

  private Answer done(EffectRequest request) {
    keep(request.key(), Deed.Kind.PERFORMED);
    return Answer.done(null);
  }

  private Answer undone(String key, String action) {
    if (has(action, Deed.Kind.PERFORMED)) {
      keep(key, Deed.Kind.UNDONE);
      return Answer.done(null).with(CompensationOutcome.UNDONE);
    }
    keep(action, Deed.Kind.BLOCKED);
    return Answer.done(null).with(CompensationOutcome.BLOCKED);
  }

  private boolean has(String key, Deed.Kind kind) {
    return done.contains(Objects.requireNonNull(key) + kind);
  }

  private void keep(String key, Deed.Kind kind) {
    if (done.add(key + kind)) {
      journal.add("deed", kind, key);
    }
  }
}
