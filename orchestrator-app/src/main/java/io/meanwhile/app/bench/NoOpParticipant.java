package io.meanwhile.app.bench;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import java.util.concurrent.CountDownLatch;

/** Answers at once and does nothing; {@code hold} answers when it is let. */
final class NoOpParticipant implements Participant {
  static final String NAME = "bench";

  private final CountDownLatch release;

  /**
   * @param release what {@code hold} waits for
   */
  NoOpParticipant(CountDownLatch release) {
    this.release = release;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Answer perform(EffectRequest request) throws InterruptedException {
    return switch (request.operation()) {
      case "refuse" -> Answer.refused("out of stock");
      case "hold" -> {
        release.await();
        yield Answer.done(null);
      }
      default -> Answer.done(null);
    };
  }
}
