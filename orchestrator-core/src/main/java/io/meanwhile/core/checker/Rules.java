package io.meanwhile.core.checker;

import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;

/** The rules that are checked: the production ones, unless a test plants a bug in them. */
public interface Rules {

  /** What the service runs by: {@link SagaDecider}. */
  Rules PRODUCTION =
      new Rules() {
        @Override
        public Decision decide(Definition definition, Saga saga, SagaCommand command) {
          return SagaDecider.decide(definition, saga, command);
        }

        @Override
        public Saga evolve(Saga saga, SagaEvent event) {
          return SagaDecider.evolve(saga, event);
        }
      };

  /** What happens next, as {@link SagaDecider#decide}. */
  Decision decide(Definition definition, Saga saga, SagaCommand command);

  /** The state after one more event, as {@link SagaDecider#evolve}. */
  Saga evolve(Saga saga, SagaEvent event);
}
