package io.meanwhile.app.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.EffectRequest.OriginalAction;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the participant contract's table, over a socket. */
@Timeout(60)
class HttpParticipantTest extends ParticipantServerCase {
  @ParameterizedTest
  @CsvSource({
    "accepted,ACCEPTED",
    "confirmed,CONFIRMED",
    "final,FINAL",
    "refused,REFUSED",
    "reverted,REVERTED",
    "unknown,UNKNOWN"
  })
  void okWithAStatusIsThatObservation(String word, Report report) throws Exception {
    answers(200, "{\"status\":\"" + word + "\",\"depth\":3,\"result\":{\"tx\":\"0x1\"}}");
    Answer answer = ask();
    assertThat(answer.status()).isEqualTo(report);
    assertThat(answer.depth()).isEqualTo(3);
    assertThat(answer.result()).isEqualTo(Map.of("tx", "0x1"));
  }

  @Test
  void compensationSaysWhetherItUndidOrBlocked() throws Exception {
    answers(200, "{\"status\":\"final\",\"effect\":\"blocked\"}");
    assertThat(ask().effect()).isEqualTo(CompensationOutcome.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "\"42\""})
  void aParticipantMayNumberWhatItSays(String number) throws Exception {
    answers(200, "{\"status\":\"final\",\"sequence\":" + number + "}");
    assertThat(ask().sequence()).isEqualTo(42);
  }

  @Test
  void untilWhenItMayBeDoneIsAHeader() throws Exception {
    answers(200, "{\"status\":\"final\"}");
    EffectRequest plain =
        new EffectRequest(
            LOCK.in("s-1"), "s-1", "lock", Direction.ACTION, false, 1, null, null, _ -> {});
    participant(url()).ask(new Attempt(plain, LOCK, Duration.ofSeconds(5), END));
    assertThat(headers.get()).doesNotContainKey("Meanwhile-valid-until");
    EffectRequest limited =
        new EffectRequest(
            LOCK.in("s-1"), "s-1", "lock", Direction.ACTION, false, 1, null, null, _ -> {}, END);
    participant(url()).ask(new Attempt(limited, LOCK, Duration.ofSeconds(5), END));
    assertThat(headers.get()).containsEntry("Meanwhile-valid-until", END.toString());
  }

  @Test
  void twoHundredAndTwoIsAccepted() throws Exception {
    answers(202, "");
    assertThat(ask().status()).isEqualTo(Report.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"reason\":\"sold out\"}", "sold out"})
  void fourHundredTwentyTwoIsRefused(String text) throws Exception {
    answers(422, text);
    Answer answer = ask();
    assertThat(answer.status()).isEqualTo(Report.REFUSED);
    assertThat(answer.reason()).isEqualTo("sold out");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 201, 204, 302, 307})
  void whatMayHaveArrivedIsNoAnswer(int status) {
    answers(status, "");
    assertThatThrownBy(this::ask).isInstanceOf(AmbiguousAnswerException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409})
  void otherFourHundredsAreRejected(int status) {
    answers(status, "no such\noperation\u001b[31m " + "x".repeat(2000));
    assertThatThrownBy(this::ask)
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("HTTP " + status)
        .hasMessageContaining("no such operation")
        .message()
        .hasSizeLessThan(300)
        .doesNotContain("\n", "\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "[]",
        "{}",
        "{\"status\":\"done\"}",
        "{\"status\":7}",
        "{\"status\":\"final\",\"depth\":-1}",
        "{\"status\":\"final\",\"depth\":1.5}",
        "{\"status\":\"final\",\"effect\":\"maybe\"}",
        "{\"status\":\"final\",\"occurredAt\":\"yesterday\"}",
        "{\"status\":\"final\",\"sequence\":-1}",
        "{\"status\":\"final\",\"sequence\":\"1.5\"}",
        "{\"status\":\"final\"} {}",
        "{\"status\":\"fin"
      })
  void garbageIsNoAnswer(String text) {
    answers(200, text);
    assertThatThrownBy(this::ask)
        .isInstanceOf(AmbiguousAnswerException.class)
        .hasMessageContaining("answer not understood");
  }

  @Test
  void hugeAnswerIsNotReadToItsEnd() {
    serve(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] blanks = " ".repeat(1024).getBytes(StandardCharsets.UTF_8);
      while (stopping.getCount() > 0) {
        exchange.getResponseBody().write(blanks);
      }
    });
    assertThatThrownBy(this::ask)
        .isInstanceOf(AmbiguousAnswerException.class)
        .hasMessageContaining("longer than " + LIMIT);
  }

  @Test
  void deeplyNestedAnswerIsNoAnswer() {
    answers(200, "{\"status\":\"final\",\"result\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
    assertThatThrownBy(this::ask).isInstanceOf(AmbiguousAnswerException.class);
  }

  @Test
  void redirectIsNotFollowed() {
    serve(exchange -> {
      exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
      exchange.sendResponseHeaders(307, -1);
    });
    assertThatThrownBy(this::ask).isInstanceOf(AmbiguousAnswerException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void silenceIsNoAnswer() {
    serve(_ -> stopping.await());
    assertThatThrownBy(() -> ask(Duration.ofMillis(300), url())).isInstanceOf(IOException.class);
  }

  @Test
  void answerThatNeverEndsIsInterrupted() throws Exception {
    serve(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      stopping.await();
    });
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Thread asking =
        Thread.startVirtualThread(() -> {
          try {
            ask();
          } catch (Exception e) {
            failure.set(e);
          }
        });
    while (calls.get() == 0) {
      Thread.sleep(1);
    }
    asking.interrupt();
    asking.join();
    assertThat(failure.get()).isNotNull();
  }

  @Test
  void connectionLostAfterSendingIsNoAnswer() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> {
        while (!rude.isClosed()) {
          try (Socket socket = rude.accept()) {
            int read = socket.getInputStream().read(new byte[100]);
            assertThat(read).isPositive();
          } catch (IOException e) {
            return;
          }
        }
      });
      URI url = URI.create("http://127.0.0.1:" + rude.getLocalPort());
      assertThatThrownBy(() -> ask(Duration.ofSeconds(5), url))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(java.net.ConnectException.class);
    }
  }

  @Test
  void refusedConnectionIsUnavailable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);
    assertThatThrownBy(() -> ask(Duration.ofSeconds(5), nobody))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void unknownHostIsUnavailable() {
    URI nowhere = URI.create("http://nowhere.invalid:80");
    assertThatThrownBy(() -> ask(Duration.ofSeconds(5), nowhere))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("not found");
  }

  @Test
  void requestCarriesEverythingTheContractNames() throws Exception {
    answers(200, "{\"status\":\"final\"}");
    ask();
    assertThat(path.get()).isEqualTo("POST /base/lock");
    assertThat(headers.get())
        .containsEntry("Idempotency-key", "s-1/lock/action/1")
        .containsEntry("Meanwhile-saga", "s-1")
        .containsEntry("Meanwhile-attempt", "2")
        .containsEntry("Meanwhile-observations", "http://127.0.0.1:9/api/v1/sagas/s-1/observations")
        .containsEntry("Content-type", "application/json");
    assertThat(headers.get().get("Traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(tokens.check(headers.get().get("Meanwhile-token"), "s-1", LOCK, Instant.EPOCH))
        .isEqualTo(EffectTokens.Verdict.GOOD);
    assertThat(body.get()).isEqualTo("{\"direction\":\"action\",\"input\":{\"amount\":5}}");
  }

  @Test
  void compensationAndProbeSaySo() throws Exception {
    answers(200, "{\"status\":\"final\"}");
    EffectKey unlock = EffectKey.compensation(LOCK, 1);
    EffectRequest request =
        new EffectRequest(
            unlock.in("s-1"),
            "s-1",
            "unlock",
            Direction.COMPENSATION,
            true,
            1,
            null,
            new OriginalAction("s-1/lock/action/1", Map.of("amount", 5L), Map.of("id", "7")),
            _ -> {});
    participant(url()).ask(new Attempt(request, unlock, Duration.ofSeconds(5), END));
    assertThat(body.get())
        .isEqualTo(
            "{\"direction\":\"compensation\",\"probe\":true,\"input\":null,\"action\":"
                + "{\"key\":\"s-1/lock/action/1\",\"input\":{\"amount\":5},"
                + "\"result\":{\"id\":\"7\"}}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://x/y", "/relative", "http://x/?q=1"})
  void onlyPlainHttpUrlsAreTaken(String url) {
    assertThatThrownBy(() -> participant(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
