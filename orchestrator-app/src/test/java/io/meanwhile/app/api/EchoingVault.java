package io.meanwhile.app.api;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import io.meanwhile.core.participant.RejectedException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Repeats what it was asked with, in whatever way it can. */
@Configuration(proxyBeanMethods = false)
class EchoingVault {
  static final Queue<EffectRequest> ASKED = new ConcurrentLinkedQueue<>();

  @Bean
  Participant vault() {
    return new Participant() {
      @Override
      public String name() {
        return "vault";
      }

      @Override
      public Answer perform(EffectRequest request) throws Exception {
        ASKED.add(request);
        String token = String.valueOf(request.input());
        return switch (request.operation()) {
          case "repeat" -> Answer.done(Map.of("asked", List.of(token), token, "key"));
          case "refuse" -> Answer.refused("no: " + token);
          case "reject" -> throw new RejectedException("x".repeat(175) + token);
          case "wait" -> Answer.accepted(null);
          case "fail" -> throw new IllegalStateException(token);
          default -> Answer.done(null);
        };
      }
    };
  }
}
