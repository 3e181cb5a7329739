package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.problems.Problem;
import io.meanwhile.app.problems.ProblemException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** What cannot be brought about from outside at will. */
class RefusalsTest {
  private final ProblemAdvice advice = new ProblemAdvice();

  private static Problem problem(ResponseEntity<Problem> answer) {
    return Objects.requireNonNull(answer.getBody());
  }

  @Test
  void aBusyEngineSaysWhenToComeBack() {
    ResponseEntity<Problem> answer =
        advice.refused(new RefusedException("busy", "full", Duration.ofMillis(1500)));

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("2");
    assertThat(problem(answer).code()).isEqualTo("busy");
  }

  @Test
  void aLogThatCannotBeReadIsUnavailableAndNoIncident() {
    ResponseEntity<Problem> answer =
        advice.unavailable(
            new LogUnavailableException(
                "jdbc:h2:/secret/path", false, new IllegalStateException()));

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNotNull();
    assertThat(problem(answer).toString()).doesNotContain("secret");
  }

  @Test
  void whatNobodyForesawIsAnIncidentWithoutItsInside() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/sagas");

    ResponseEntity<Problem> answer =
        Objects.requireNonNull(
            advice.unforeseen(new IllegalStateException("password=1234"), request));

    assertThat(answer.getStatusCode().value()).isEqualTo(500);
    assertThat(problem(answer).incident()).matches("[0-9a-f]{16}");
    assertThat(problem(answer).toString()).doesNotContain("1234", "IllegalState");
  }

  @Test
  void whatIsNotDurableInTimeIsBusyAndMayBeAskedAgain() {
    Acknowledgement acknowledgement = new Acknowledgement(Duration.ofMillis(1));

    assertThat(
            catchThrowableOfType(
                    ProblemException.class, () -> acknowledgement.of(new CompletableFuture<>()))
                .problem()
                .code())
        .isEqualTo("busy");
  }
}
