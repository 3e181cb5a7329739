package io.meanwhile.core.checker;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must change nothing, tried on every new state: word that comes twice, word that is older
 * than what was said, a clock that wakes too early, the same decision once more.
 */
final class Echo {
  /** Deciding twice is looked at for one state of so many. */
  private static final int SELDOM = 16;

  private static final Instant SEEN = Fold.NOW.minusSeconds(30);
  private static final Instant OLDER = Fold.NOW.minusSeconds(60);

  private final Definition definition;
  private final Rules rules;
  private final Quorums quorums;

  Echo(Definition definition, Rules rules) {
    this.definition = definition;
    this.rules = rules;
    this.quorums = new Quorums(definition);
  }

  /** The law that is broken; null for none. */
  @Nullable Wrong check(Played played, Node node) {
    Wrong wrong = early(node);
    if (wrong == null && played.command() instanceof SagaCommand.Observe observe) {
      wrong = twice(played, observe.observation());
      if (wrong == null) {
        wrong = older(node, observe.observation());
      }
    }
    if (wrong == null && played.command() != null && (node.id & (SELDOM - 1)) == 0) {
      wrong = again(played, played.command());
    }
    return wrong;
  }

  private List<SagaEvent> events(Saga saga, SagaCommand command) {
    return rules.decide(definition, saga, command) instanceof Decision.Events e
        ? e.events()
        : List.of();
  }

  private @Nullable Wrong early(Node node) {
    boolean nothing = events(node.saga, new SagaCommand.PassTime(Fold.NOW)).isEmpty();
    return nothing ? null : new Wrong(8, "Something passes although nothing is due.");
  }

  private @Nullable Wrong twice(Played played, Observation said) {
    SagaCommand once = new SagaCommand.Observe(Fold.NOW, said, null);
    return events(played.after(), once).isEmpty()
        ? null
        : new Wrong(4, "The same word about " + said.effect() + " is stored twice.");
  }

  private @Nullable Wrong older(Node node, Observation said) {
    Effect effect = node.saga.effect(said.effect());
    boolean spoke = said.status() != Report.UNKNOWN; // no trace of it: said nothing of it
    if (effect == null || (!spoke && quorums.of(effect.key()) != null)) {
      return null; // never requested, or nothing to be older than
    }
    Saga saga = Fold.lastSeen(node.saga, effect, SEEN);
    Report opposite = effect.stands() == Stands.YES ? Report.REFUSED : Report.FINAL;
    Observation old =
        new Observation(
            effect.key(),
            said.observer(),
            "old",
            opposite,
            Bounds.DEPTH,
            null,
            null,
            null,
            null,
            OLDER);
    Saga after = saga;
    for (SagaEvent event : events(saga, new SagaCommand.Observe(Fold.NOW, old, null))) {
      after = rules.evolve(after, event);
    }
    Effect now = after.effect(effect.key());
    boolean same =
        now != null && now.rung() == effect.rung() && now.voices().equals(before(saga, effect));
    return same ? null : new Wrong(4, "Older word about " + effect.key() + " moves it.");
  }

  private static List<Voice> before(Saga saga, Effect effect) {
    return Objects.requireNonNull(saga.effect(effect.key())).voices();
  }

  /** The same command on the same state gives the same events, and these the same state. */
  private @Nullable Wrong again(Played played, SagaCommand command) {
    Saga after = played.before();
    List<SagaEvent> events = events(played.before(), command);
    for (SagaEvent event : events) {
      after = rules.evolve(after, event);
    }
    return events.equals(played.events()) && after.equals(played.after())
        ? null
        : new Wrong(3, "The same command decided twice differs.");
  }
}
