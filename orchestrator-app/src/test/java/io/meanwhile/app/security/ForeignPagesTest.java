package io.meanwhile.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.api.Service;
import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.problems.CannotStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service without keys answers this machine and no web page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignPagesTest {
  private static final String BODY = "{saga: page, version: 1, steps: {a: {call: box/put}}}";

  private Service service;

  @BeforeAll
  void start(@TempDir Path data) {
    service = Service.start(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Answer register(String... headers) {
    return service.postAs("application/yaml", "/api/v1/definitions", BODY, headers);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Origin, not an origin",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void aPostFromAForeignPageIsRefused(String header, String value) {
    Answer answer = register(header, value);

    assertThat(answer.status() + " " + answer.code()).isEqualTo("403 foreign-origin");
    assertThat(service.get("/api/v1/definitions").text()).doesNotContain("\"page\"");
  }

  @Test
  void aPostFromItsOwnPageIsTaken() {
    String own = "http://127.0.0.1:" + service.port();

    Answer answer =
        service.postAs(
            "application/yaml",
            "/api/v1/definitions",
            BODY.replace("page", "own"),
            "Origin",
            own,
            "Sec-Fetch-Site",
            "same-origin");

    assertThat(answer.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example:8080", "127.0.0.1.nip.io", "0.0.0.0"})
  void aNameThatIsNotThisMachinesIsRefused(String host) throws IOException {
    assertThat(listed(host)).startsWith("HTTP/1.1 403 ").contains("\"code\":\"foreign-host\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1234", "127.0.0.1:8080", "[::1]:8080", "[::1]"})
  void itsOwnNamesAreTaken(String host) throws IOException {
    assertThat(listed(host)).startsWith("HTTP/1.1 200 ");
  }

  private String listed(String host) throws IOException {
    return service.raw(
        "GET /api/v1/sagas HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void everyAnswerTellsBrowsersToKeepAndRunNothing() {
    for (String path : List.of("/api/v1/sagas", "/api/v1/nothing", "/actuator/health")) {
      Answer answer = service.get(path);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }
  }

  @Test
  void itDoesNotStartWhereOthersCouldReachIt(@TempDir Path data) {
    assertThatThrownBy(() -> Service.start(data, "--server.address=0.0.0.0"))
        .hasRootCauseInstanceOf(CannotStartException.class)
        .rootCause()
        .hasMessageContaining("server.address is 0.0.0.0");
  }

  @Test
  void twoKeysThatCannotBeToldApartKeepItFromStarting() {
    ApiKeys.ApiKey one = new ApiKeys.ApiKey("a", "ab".repeat(32), Set.of(Role.VIEWER));
    ApiKeys.ApiKey sameHash = new ApiKeys.ApiKey("b", "AB".repeat(32), Set.of(Role.ADMIN));
    ApiKeys.ApiKey sameName = new ApiKeys.ApiKey("a", "cd".repeat(32), Set.of(Role.ADMIN));

    assertThatThrownBy(() -> new ApiKeys(List.of(one, sameHash)))
        .isInstanceOf(CannotStartException.class);
    assertThatThrownBy(() -> new ApiKeys(List.of(one, sameName)))
        .isInstanceOf(CannotStartException.class);
  }

  @Test
  void withAKeyItMayListenAnywhere() throws IOException {
    ApiKeys keys =
        new ApiKeys(List.of(new ApiKeys.ApiKey("a", "00".repeat(32), Set.of(Role.VIEWER))));
    InetAddress anywhere = InetAddress.getByName("0.0.0.0");

    assertThatCode(() -> SafeAddress.check("server.address", anywhere, keys))
        .doesNotThrowAnyException();
  }
}
