package io.meanwhile.app.api;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One participant whose operations say how they end. */
@Configuration(proxyBeanMethods = false)
class TestParticipants {

  @Bean
  Participant box() {
    return new Participant() {
      @Override
      public String name() {
        return "box";
      }

      @Override
      public Answer perform(EffectRequest request) {
        return switch (request.operation()) {
          case "refuse" -> Answer.refused("the box is full");
          case "later" -> Answer.accepted(null);
          default -> Answer.done(Map.of("key", request.key()));
        };
      }
    };
  }
}
