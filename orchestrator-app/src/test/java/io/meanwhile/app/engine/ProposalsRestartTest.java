package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was proposed is in the log: after a kill the rest of it is done, and nobody is asked again.
 */
@Timeout(60)
class ProposalsRestartTest {
  private static final String PLAN =
      """
      saga: planned
      version: 1
      steps:
        plan:
          call: model/plan
          proposes: { allow: [tools/do] }
      """;

  @TempDir Path directory;

  @Test
  void killedInTheMiddleOfAPlanTheRestOfItIsDone() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    House left =
        House.in(directory)
            .participant(
                "model",
                request ->
                    Answer.done(
                        Map.of(
                            "steps",
                            List.of(
                                Map.of("name", "one", "call", "tools/do"),
                                Map.of("name", "two", "call", "tools/do")))))
            .participant(
                "tools",
                request -> {
                  asked.countDown();
                  new CountDownLatch(1).await();
                  return null;
                })
            .open()
            .define(PLAN);
    left.start("s-1", "planned");
    asked.await();
    left.kill();

    Queue<String> again = new ConcurrentLinkedQueue<>();
    try (House house =
        House.in(directory)
            .participant("model", request -> Answer.refused("asked twice"))
            .participant(
                "tools",
                request -> {
                  again.add(request.key());
                  return Answer.done(Map.of());
                })
            .open()) {
      SagaView end = house.awaitEnd("s-1");
      assertThat(EngineTest.outcome(end)).isEqualTo(SagaStatus.COMPLETED);
      assertThat(again).containsExactly("s-1/plan.one/action/1", "s-1/plan.two/action/1");
    }
  }
}
