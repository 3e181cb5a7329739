package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** More starts than there is room for while the log is stuck. */
@Timeout(60)
class FullIntakeTest {
  private static final int ROOM = 3;
  private static final int STARTS = 12;

  @TempDir Path data;

  @Configuration(proxyBeanMethods = false)
  static class StuckLog {
    static final CountDownLatch GO = new CountDownLatch(1);

    @Bean
    static BeanPostProcessor stuckAppender() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof FrameAppender log ? new Stuck(log, GO) : bean;
        }
      };
    }
  }

  private record Stuck(FrameAppender log, CountDownLatch until) implements FrameAppender {
    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      until.await();
      log.append(group);
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }

  @Test
  void startsBeyondTheLimitAreToldToComeAgainAndTheOthersEnd() throws Exception {
    try (Service service =
            Service.start(
                data, List.of(StuckLog.class), "--meanwhile.limits.starts-waiting=" + ROOM);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(service.yaml("{saga: one, version: 1, steps: {a: {call: box/do}}}").status())
          .isEqualTo(201);
      BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        String body = "{\"id\": \"s-" + i + "\", \"definition\": \"one\"}";
        asking.add(callers.submit(() -> answers.add(service.post("/api/v1/sagas", body))));
      }
      for (int i = 0; i < STARTS - ROOM; i++) {
        Answer busy = answers.poll(20, TimeUnit.SECONDS);
        assertThat(busy).isNotNull();
        assertThat(busy.status()).as(busy.text()).isEqualTo(503);
        assertThat(busy.code()).isEqualTo("busy");
        assertThat(busy.header("Retry-After")).isNotNull();
      }
      assertThat(answers).isEmpty();
      StuckLog.GO.countDown();
      for (Future<?> each : asking) {
        each.get(20, TimeUnit.SECONDS);
      }
      assertThat(answers).hasSize(ROOM);
      for (Answer taken : answers) {
        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        String saga = taken.json().path("saga").asString();
        SagaView end =
            service
                .bean(Orchestrator.class)
                .await(saga, view -> view.state().ended() != null, Duration.ofSeconds(20))
                .get();
        assertThat(end.state().ended()).isNotNull();
      }
    }
  }
}
