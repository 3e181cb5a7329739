package io.meanwhile.core.checker;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Rules with one bug in them. */
final class Tampered {
  private Tampered() {}

  /** Changes the events that were decided. */
  interface Decided {
    List<SagaEvent> change(
        Definition definition, Saga saga, SagaCommand command, List<SagaEvent> events);
  }

  /** Changes the state that an event leads to. */
  interface Evolved {
    Saga change(Saga before, SagaEvent event, Saga after);
  }

  static Rules decided(Decided bug) {
    return new Rules() {
      @Override
      public Decision decide(Definition definition, Saga saga, SagaCommand command) {
        Decision decision = PRODUCTION.decide(definition, saga, command);
        return decision instanceof Decision.Events e
            ? new Decision.Events(bug.change(definition, saga, command, e.events()))
            : decision;
      }

      @Override
      public Saga evolve(Saga saga, SagaEvent event) {
        return PRODUCTION.evolve(saga, event);
      }
    };
  }

  static Rules evolved(Evolved bug) {
    return new Rules() {
      @Override
      public Decision decide(Definition definition, Saga saga, SagaCommand command) {
        return PRODUCTION.decide(definition, saga, command);
      }

      @Override
      public Saga evolve(Saga saga, SagaEvent event) {
        return bug.change(saga, event, PRODUCTION.evolve(saga, event));
      }
    };
  }

  /** The rules go by another definition than the one that is checked. */
  static Rules by(UnaryOperator<Definition> other) {
    return new Rules() {
      @Override
      public Decision decide(Definition definition, Saga saga, SagaCommand command) {
        return PRODUCTION.decide(other.apply(definition), saga, command);
      }

      @Override
      public Saga evolve(Saga saga, SagaEvent event) {
        return PRODUCTION.evolve(saga, event);
      }
    };
  }

  /** The rules are asked something else. */
  static Rules asked(UnaryOperator<Saga> state, UnaryOperator<SagaCommand> other) {
    return new Rules() {
      @Override
      public Decision decide(Definition definition, Saga saga, SagaCommand command) {
        return PRODUCTION.decide(definition, state.apply(saga), other.apply(command));
      }

      @Override
      public Saga evolve(Saga saga, SagaEvent event) {
        return PRODUCTION.evolve(saga, event);
      }
    };
  }

  /** Each event is replaced, or left as it is. */
  static Rules each(UnaryOperator<SagaEvent> bug) {
    return decided((_, _, _, events) -> events.stream().map(bug).toList());
  }

  static Rules without(Predicate<SagaEvent> bug) {
    return decided((_, _, _, events) -> events.stream().filter(bug.negate()).toList());
  }

  static List<SagaEvent> and(List<SagaEvent> events, SagaEvent... more) {
    List<SagaEvent> all = new ArrayList<>(events);
    all.addAll(List.of(more));
    return all;
  }

  static boolean has(List<SagaEvent> events, Class<? extends SagaEvent> type) {
    return events.stream().anyMatch(type::isInstance);
  }
}
