package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.EffectRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A secret reaches the participant that may have it, and nobody and nothing else. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
  private static final String TOKEN = "s3cr3t-of-\"the\"-vault\\1";
  private static final String PIN = "filed-away-4711";
  private static final Queue<EffectRequest> ASKED = EchoingVault.ASKED;
  private static final Queue<String> POSTED = new ConcurrentLinkedQueue<>();

  @TempDir static Path data;
  private static @Nullable HttpServer bank;
  private static @Nullable Service started;

  @BeforeAll
  static void start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            POSTED.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    bank = server;
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets").resolve("pin"), PIN + "\n");
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    started =
        Service.start(
            data,
            List.of(EchoingVault.class),
            "--meanwhile.secrets.token=" + TOKEN,
            "--meanwhile.secrets.short=abc",
            "--meanwhile.secrets-directory=" + data.resolve("secrets"),
            "--meanwhile.participants.vault.secrets=token,pin,short,gone",
            "--meanwhile.participants.bank.url=" + url,
            "--meanwhile.participants.bank.secrets=token",
            "--logging.level.io.meanwhile=DEBUG",
            "--management.endpoints.web.exposure.include=*",
            "--management.endpoint.env.show-values=ALWAYS");
  }

  @AfterAll
  static void stop() {
    service().close();
    Objects.requireNonNull(bank).stop(0);
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
    POSTED.clear();
  }

  private static Service service() {
    return Objects.requireNonNull(started);
  }

  private static JsonNode run(String name, String step, String input) {
    Service.Answer registered =
        service().yaml("{saga: " + name + ", version: 1, steps: {one: {" + step + "}}}");
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    return service().run(name, input);
  }

  /** Everything that anybody can read about a saga, and what is on the disk. */
  private static void assertKept(JsonNode state, CapturedOutput output) throws IOException {
    String saga = "/api/v1/sagas/" + state.get("id").asString();
    for (String path : List.of("", "/events", "/standing")) {
      assertClean(service().get(saga + path).text());
    }
    assertClean(service().post(saga + "/what-if", "{}").text());
    assertClean(output.getAll());
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(data.resolve("secrets"))) {
          assertClean(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private static void assertClean(String text) {
    assertThat(text).doesNotContain("s3cr3t-of", "filed-away");
  }

  @Test
  void theParticipantGetsItAndTheLogItsName(CapturedOutput output) throws Exception {
    JsonNode state =
        run("gets", "call: vault/open, with: {auth: {token: secret('token')}, n: 1}", "{}");

    assertThat(ASKED.element().input()).isEqualTo(Map.of("auth", Map.of("token", TOKEN), "n", 1L));
    assertThat(ASKED.element().toString()).doesNotContain("s3cr3t");
    String events = service().get("/api/v1/sagas/" + state.get("id").asString() + "/events").text();
    assertThat(events).contains("{\"$secret\":\"token\"}");
    assertKept(state, output);
  }

  @Test
  void aFileIsReadWithoutItsLineEnd(CapturedOutput output) throws Exception {
    JsonNode state = run("filed", "call: vault/open, with: \"secret('pin')\"", "{}");

    assertThat(ASKED.element().input()).isEqualTo(PIN);
    assertKept(state, output);
  }

  @Test
  void itIsInTheBodyOverHttpAndInNoAnswer(CapturedOutput output) throws Exception {
    JsonNode state =
        run("posted", "call: bank/pay, retry: {attempts: 1}, with: {t: secret('token')}", "{}");

    assertThat(POSTED.element()).contains("s3cr3t-of");
    assertThat(state.get("status").asString()).isEqualTo("PARKED");
    assertThat(service().get("/api/v1/sagas/" + state.get("id").asString() + "/events").text())
        .contains("[secret token]");
    assertKept(state, output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"repeat", "refuse", "reject", "fail"})
  void aParticipantThatRepeatsItIsNotTakenAtItsWord(String how, CapturedOutput output)
      throws Exception {
    JsonNode state =
        run(
            how + "s",
            "call: vault/" + how + ", retry: {attempts: 1}, with: secret('token')",
            "{}");

    assertThat(ASKED).isNotEmpty();
    assertKept(state, output);
  }

  @Test
  void aReportThatComesLaterIsCleanToo(CapturedOutput output) throws Exception {
    String deep = "call: vault/wait, confirm: {depth: 2}, with: secret('token')";
    service().yaml("{saga: later, version: 1, steps: {one: {" + deep + "}}}");
    service().post("/api/v1/sagas?wait=PT1S", "{\"definition\": \"later\", \"id\": \"later-1\"}");
    ASKED
        .element()
        .reporter()
        .report(
            new Observation(
                EffectKey.action("one", 1),
                "vault",
                "r-1",
                Report.CONFIRMED,
                2,
                Map.of("t", TOKEN),
                null,
                null,
                null,
                Instant.now()));

    assertThat(service().get("/api/v1/sagas/later-1/events").text()).contains("[secret token]");
    assertKept(service().get("/api/v1/sagas/later-1").json(), output);
  }

  @Test
  void whatLooksLikeANameInDataIsData(CapturedOutput output) throws Exception {
    String forged = "{\"a\": {\"$secret\": \"token\"}, \"b\": \"secret('token')\"}";
    JsonNode state = run("forged", "call: vault/open, with: {a: input.a, all: input}", forged);

    assertThat(String.valueOf(ASKED.element().input()))
        .contains("$secret")
        .doesNotContain("s3cr3t");
    assertKept(state, output);
  }

  @Test
  void aCompensationSeesTheNameOfWhatTheActionGot(CapturedOutput output) throws Exception {
    Service.Answer registered =
        service()
            .yaml(
                "{saga: undone, version: 1, steps: {one: {call: vault/open, with: {t:"
                    + " secret('token')}, undo: {call: vault/close, with: {t: secret('pin')}}},"
                    + " two: {call: vault/refuse}}}");
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    JsonNode state = service().run("undone", "{}");

    EffectRequest close =
        ASKED.stream().filter(it -> it.operation().equals("close")).findFirst().orElseThrow();
    assertThat(close.input()).isEqualTo(Map.of("t", PIN));
    assertThat(Objects.requireNonNull(close.action()).input())
        .isEqualTo(Map.of("t", Map.of("$secret", "token")));
    assertKept(state, output);
  }

  @Test
  void oneThatIsMissingIsAWarningAndParks(CapturedOutput output) throws Exception {
    String step =
        "{saga: missing, version: 1, steps: {one: {call: vault/open, with: {t: secret('gone')}}}}";
    JsonNode warning = service().yaml(step).json().get("warnings").get(0);
    assertThat(warning.get("code").asString()).isEqualTo("secret-not-configured");
    assertThat(warning.get("pointer").asString()).isEqualTo("/steps/one/with/t");

    JsonNode state = service().run("missing", "{}");
    assertThat(state.get("status").asString()).isEqualTo("PARKED");
    assertThat(service().get("/api/v1/sagas/" + state.get("id").asString() + "/standing").text())
        .contains("there is no secret gone");
    assertThat(ASKED).isEmpty();

    Files.writeString(data.resolve("secrets").resolve("gone"), "here-again-0815");
    String answer =
        "{\"type\":\"answer\",\"question\":1,\"choice\":\"retry\",\"reason\":\"it is there\"}";
    assertThat(
            service()
                .post("/api/v1/sagas/" + state.get("id").asString() + "/commands", answer)
                .status())
        .isEqualTo(202);
  }

  @Test
  void oneThatAParticipantMayNotHaveParksToo() {
    JsonNode state = run("greedy", "call: bank/pay, with: {t: secret('pin')}", "{}");

    assertThat(state.get("status").asString()).isEqualTo("PARKED");
    assertThat(service().get("/api/v1/sagas/" + state.get("id").asString() + "/standing").text())
        .contains("meanwhile.participants.bank.secrets");
    assertThat(POSTED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/env", "/actuator/configprops", "/actuator/beans", "/v3/api-docs"})
  void theServiceDoesNotShowItself(String path) {
    assertClean(service().get(path).text());
  }

  @Test
  void shortOnesAreGivenAndNotLookedFor() {
    JsonNode state = run("short", "call: vault/repeat, with: secret('short')", "{}");

    assertThat(ASKED.element().input()).isEqualTo("abc");
    assertThat(state.get("status").asString()).isEqualTo("COMPLETED");
  }
}
