package io.meanwhile.sagas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.sagas.RunningSamples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeanwhileClientTest {
  private static final String DEFINITION =
      """
      saga: leave
      version: 1
      steps:
        book: { call: desk/book, undo: { call: desk/unbook } }
      result: { by: steps.book.result.by }
      """;

  private Desk desk;
  private RunningSamples samples;
  private MeanwhileClient client;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    desk = new Desk();
    samples = RunningSamples.start(data, "--meanwhile.participants.desk.url=" + desk.url());
    client = samples.client();
    register();
  }

  @AfterEach
  void stop() {
    samples.close();
    desk.close();
  }

  private void register() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(samples.url() + "/api/v1/definitions"))
              .header("Content-Type", "application/yaml")
              .POST(BodyPublishers.ofString(DEFINITION))
              .build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void whatWasAcceptedIsSettledByALaterReport() throws Exception {
    assertThat(get(client.start(Start.of("leave", "l1", null)))).isEqualTo(new Started("l1", true));
    CompletableFuture<SagaState> ended = client.whenEnded("l1");
    Desk.Request asked = desk.next();
    get(client.when("l1", state -> level("l1").equals("ACCEPTED")));
    assertThat(ended).isNotDone();

    Report report = Report.done(asked.key(), "r1", Map.of("by", "Kim"));
    get(client.observe("l1", report, asked.token()));
    get(client.observe("l1", report, asked.token()));

    assertThat(get(ended).result()).isEqualTo(Map.of("by", "Kim"));
    assertThat(get(client.saga("l1")).completed()).isTrue();
    assertThat(get(client.standing("l1")).completion().satisfied()).isTrue();
  }

  @Test
  void theSameIdIsTheSameSagaAndAnotherInputIsRefused() throws Exception {
    get(client.start(Start.of("leave", "l1", Map.of("days", 3))));
    assertThat(get(client.start(Start.of("leave", "l1", Map.of("days", 3)))).created()).isFalse();
    refused(client.start(Start.of("leave", "l1", Map.of("days", 4))), "saga-exists");
  }

  @Test
  void aReportWithAnotherTokenIsRefused() throws Exception {
    get(client.start(Start.of("leave", "l1", null)));
    get(client.start(Start.of("leave", "l2", null)));
    Desk.Request first = desk.next();
    Desk.Request second = desk.next();

    Report report = Report.done(first.key(), "r1", null);
    refused(client.observe(first.saga(), report, second.token()), "token-wrong");
    assertThat(get(client.saga(first.saga())).status()).isEqualTo("RUNNING");
  }

  @Test
  void aCancelledSagaGoesBackward() throws Exception {
    get(client.start(Start.of("leave", "l1", null)));
    Desk.Request asked = desk.next();
    get(client.observe("l1", Report.done(asked.key(), "r1", Map.of("by", "Kim")), asked.token()));
    SagaState ended = get(client.whenEnded("l1"));
    assertThat(ended.completed()).isTrue();
    refused(client.cancel("l1", "too late"), "saga-ended");

    get(client.start(Start.of("leave", "l2", null)));
    Desk.Request action = desk.next();
    get(client.cancel("l2", "no longer wanted"));
    get(client.observe("l2", Report.refused(action.key(), "r2", "full"), action.token()));
    assertThat(get(client.whenEnded("l2")).status()).isEqualTo("COMPENSATED");
  }

  @Test
  void everyEventIsHandedOverOnceAndInOrder() throws Exception {
    List<SagaEvent> events = new CopyOnWriteArrayList<>();
    get(client.start(Start.of("leave", "l1", null)));
    try (var _ = client.follow("l1", -1, events::add)) {
      Desk.Request asked = desk.next();
      Report report = Report.done(asked.key(), "r1", Map.of("by", "Kim"));
      get(client.observe("l1", report, asked.token()));
      SagaState ended = get(client.whenEnded("l1"));
      while (events.size() < ended.sequence()) {
        Thread.sleep(20);
      }
    }
    List<Long> expected = new ArrayList<>();
    events.forEach(_ -> expected.add((long) expected.size()));
    assertThat(events).extracting(SagaEvent::sequence).isEqualTo(expected);
    List<String> types = events.stream().map(SagaEvent::type).toList();
    int end = types.indexOf("meanwhile.saga.saga-ended");
    assertThat(end).isPositive();
    // Only the desk's own answer may follow, when its report was faster.
    assertThat(types.subList(end + 1, types.size()))
        .allMatch("meanwhile.saga.observation-recorded"::equals);
  }

  @Test
  void anUnknownSagaIsToldFromAnUnreachableService() throws Exception {
    refused(client.saga("nobody"), "unknown-saga");
    refused(client.whenEnded("nobody"), "unknown-saga");
    try (MeanwhileClient elsewhere = MeanwhileClient.at(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> get(elsewhere.saga("l1"))).cause().isInstanceOf(IOException.class);
    }
  }

  private String level(String saga) {
    return client.standing(saga).join().pending().getFirst().level();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private static void refused(CompletableFuture<?> future, String code) {
    assertThatThrownBy(() -> get(future))
        .cause()
        .isInstanceOfSatisfying(
            MeanwhileException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.remedy()).isNotBlank();
            });
  }
}
