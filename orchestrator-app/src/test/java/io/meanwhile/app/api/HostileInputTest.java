package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it gets a problem with a code: no stack trace, no 500. */
@ExtendWith(WithService.class)
class HostileInputTest {
  private static final String SAGAS = "/api/v1/sagas";

  private final Service service;

  HostileInputTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void definitions() {
    service.yaml("{saga: plain, version: 1, steps: {put: {call: box/put}}}");
    service.yaml(
        "{saga: patterned, version: 1, input: {properties: {a: {pattern: '^(a+)+$'}}},"
            + " attributes: {a: input.a}, steps: {put: {call: box/put}}}");
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status() + " " + answer.code())
        .as(answer.text())
        .isEqualTo(status + " " + code);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("detail").asString()).isNotBlank();
    assertThat(answer.json().get("remedy").asString()).isNotBlank();
    assertThat(answer.json().get("type").asString()).isEqualTo("/docs/errors.md#" + code);
    assertThat(answer.text()).doesNotContain("Exception", "java.", "io.meanwhile", "<html");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                  | 400 | malformed-json",
        "nonsense                                           | 400 | malformed-json",
        "[]                                                 | 400 | invalid-request",
        "null                                               | 400 | invalid-request",
        "5                                                  | 400 | invalid-request",
        "{}                                                 | 400 | invalid-request",
        "{\"definition\": 5}                                | 400 | invalid-request",
        "{\"definition\": \"plain\", \"inputt\": 1}         | 400 | invalid-request",
        "{\"definition\": \"plain\", \"definition\": \"a\"} | 400 | invalid-request",
        "{\"definition\": \"plain\", \"version\": 0}        | 400 | invalid-request",
        "{\"definition\": \"plain\", \"version\": 3000000000} | 400 | invalid-request",
        "{\"definition\": \"plain\", \"version\": 7}        | 404 | unknown-definition",
        "{\"definition\": \"none\"}                         | 404 | unknown-definition",
        "{\"definition\": \"\"}                             | 404 | unknown-definition",
        "{\"definition\": \"plain\", \"id\": \"a b\"}       | 400 | bad-saga-id",
        "{\"definition\": \"plain\", \"id\": \"\"}          | 400 | bad-saga-id",
        "{\"definition\": \"plain\", \"id\": \"../x\"}      | 400 | bad-saga-id",
        "{\"definition\": \"plain\", \"input\": 1e400}      | 400 | number-too-large",
        "{\"definition\": \"plain\", \"input\": 9007199254740993} | 400 | number-too-large",
        "{\"definition\": \"plain\", \"input\": \"\\ud800\"} | 400 | malformed-json",
        "{\"definition\": \"plain\", \"attributes\": []}    | 400 | invalid-request",
        "{\"definition\": \"patterned\", \"input\": {\"b\": 1}} | 422 | attribute-failed",
      })
  void starts(String body, int status, String code) {
    assertRefused(service.post(SAGAS, body), status, code);
  }

  @Test
  void malformedJsonIsToldWithLineAndColumn() {
    Answer answer = service.post(SAGAS, "{\"definition\": \"plain\",\n  \"input\": {,}}");

    assertRefused(answer, 400, "malformed-json");
    assertThat(answer.json().get("errors").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(answer.json().get("errors").get(0).get("column").asInt()).isEqualTo(13);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/sagas?wait=10                | 400 | bad-duration",
        "/api/v1/sagas?wait=PT2H              | 400 | bad-duration",
        "/api/v1/sagas?wait=PT-1S             | 400 | bad-duration",
        "/api/v1/sagas?until=tomorrow         | 400 | bad-parameter",
        "/api/v1/sagas?wiat=PT1S              | 400 | unknown-parameter",
        "/api/v1/sagas?wait=PT1S&wait=PT2S    | 400 | bad-parameter",
        "/api/v1/sagas?api_key=secret         | 400 | key-in-url",
        "/api/v1/sagas?access-token=secret    | 400 | key-in-url",
        "/api/v1/sagas/x/commands?preview=yes | 400 | bad-parameter",
        "/api/v1/nothing                      | 404 | not-found",
        "/                                    | 404 | not-found",
        "/error                               | 404 | not-found",
      })
  void posts(String path, int status, String code) {
    assertRefused(service.post(path, "{\"definition\": \"plain\"}"), status, code);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/sagas/none                    | 404 | unknown-saga",
        "/api/v1/sagas/none/standing           | 404 | unknown-saga",
        "/api/v1/sagas/none/events             | 404 | unknown-saga",
        "/api/v1/sagas/a%20b                   | 400 | bad-saga-id",
        "/api/v1/sagas/a'--                    | 400 | bad-saga-id",
        "/api/v1/sagas/x/events?after=-1       | 400 | bad-parameter",
        "/api/v1/sagas/x/events?after=99999999999999999999 | 400 | bad-parameter",
        "/api/v1/sagas/x/events?limit=0        | 400 | bad-parameter",
        "/api/v1/sagas/x/events?limit=1e3      | 400 | bad-parameter",
        "/api/v1/sagas?status=BROKEN           | 400 | bad-parameter",
        "/api/v1/sagas?status=running,         | 400 | bad-parameter",
        "/api/v1/sagas?divergence=odd          | 400 | bad-parameter",
        "/api/v1/sagas?since=yesterday         | 400 | bad-parameter",
        "/api/v1/sagas?before=2026-03-01       | 400 | bad-parameter",
        "/api/v1/sagas?q=                      | 400 | bad-parameter",
        "/api/v1/sagas?q=a&q=b                 | 400 | bad-parameter",
        "/api/v1/sagas?cursor=9-99999999999999999999 | 400 | bad-parameter",
        "/api/v1/sagas?limit=1000000           | 400 | bad-parameter",
        "/api/v1/sagas?cursor=%27%20OR%201=1   | 400 | bad-parameter",
        "/api/v1/sagas?limit=%zz               | 400 | bad-request",
        "/api/v1/commands                      | 405 | method-not-allowed",
        "/v3/api-docs/none                     | 404 | not-found",
        "/actuator                             | 404 | not-found",
        "/actuator/env                         | 404 | not-found",
        "/actuator/heapdump                    | 404 | not-found",
      })
  void gets(String path, int status, String code) throws IOException {
    String answer =
        service.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).contains("\"code\":\"" + code + "\"", "application/problem+json");
    assertThat(answer).doesNotContain("Exception", "io.meanwhile", "<html");
  }

  @Test
  void queriesAreDataAndNeverCommands() {
    Answer answer = service.get("/api/v1/sagas?definition=%27%20OR%20%271%27=%271");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("sagas").size()).isZero();
  }

  @Test
  void otherTypesMethodsAndFormsAreRefused() {
    String body = "{\"definition\": \"plain\"}";

    assertRefused(service.postAs("text/plain", SAGAS, body), 415, "unsupported-media-type");
    assertRefused(service.postAs("nonsense", SAGAS, body), 415, "unsupported-media-type");
    assertRefused(
        service.postAs("application/x-www-form-urlencoded", SAGAS, "definition=plain"),
        415,
        "unsupported-media-type");
    assertRefused(
        service.postAs("application/json; charset=utf-16", SAGAS, body),
        415,
        "unsupported-media-type");
    assertRefused(
        service.post(SAGAS, body, "Content-Encoding", "gzip"), 415, "unsupported-encoding");
    assertRefused(service.send(service.request(SAGAS).DELETE()), 405, "method-not-allowed");
    assertThat(service.send(service.request(SAGAS).DELETE()).header("Allow")).contains("GET");
    assertRefused(service.get(SAGAS, "Accept", "image/png"), 406, "not-acceptable");
    assertRefused(service.post(SAGAS, ""), 400, "invalid-request");
    assertRefused(service.post(SAGAS, body, "Idempotency-Key", ""), 400, "bad-parameter");
    assertRefused(
        service.post(SAGAS, body, "Idempotency-Key", "k".repeat(300)), 400, "bad-parameter");
  }

  @Test
  void oversizeBodiesAreRefusedWhateverTheySayOfTheirLength() {
    String huge = "{\"definition\": \"plain\", \"input\": \"" + "x".repeat(200_000) + "\"}";
    byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);

    assertRefused(service.post(SAGAS, huge), 413, "body-too-large");
    HttpRequest.Builder chunked =
        service
            .request(SAGAS)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    assertRefused(service.send(chunked), 413, "body-too-large");
    assertRefused(service.yaml("# " + "x".repeat(200_000)), 413, "body-too-large");
  }

  @Test
  void deepAndWideBodiesAreRefused() {
    String deep =
        "{\"definition\": \"plain\", \"input\": " + "[".repeat(40_000) + "]".repeat(40_000) + "}";

    assertRefused(service.post(SAGAS, deep), 400, "document-too-deep");
    String digits = "{\"definition\": \"plain\", \"input\": " + "9".repeat(2_000) + "}";
    assertRefused(service.post(SAGAS, digits), 413, "document-too-large");
    assertRefused(service.yaml("a: ".repeat(1) + "[".repeat(40_000)), 400, "document-too-deep");
    assertRefused(
        service.yaml("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), 422, "invalid-definition");
    HttpRequest.Builder broken =
        service
            .request(SAGAS)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'}));
    assertRefused(service.send(broken), 400, "not-utf8");
  }

  @Test
  void aPatternThatTakesForEverElsewhereTakesNoTimeHere() {
    String input = "{\"a\": \"" + "a".repeat(5_000) + "!\"}";

    Answer answer =
        service.post(SAGAS, "{\"definition\": \"patterned\", \"input\": " + input + "}");

    assertRefused(answer, 422, "input-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /api/v1/sagas?a=<> HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api%2fv1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/sagas HTTP/1.1\r\n\r\n",
        "GET /api/v1/sagas HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /api/v1/sagas HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "POST /api/v1/sagas HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "TRACE /api/v1/sagas HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      })
  void brokenHttpGetsAnAnswerWithoutAnInside(String request) throws IOException {
    String answer = service.raw(request);

    assertThat(answer).matches("(?s)HTTP/1.1 4[0-9][0-9] .*");
    assertThat(answer).doesNotContain("Exception", "at org.", "io.meanwhile", "Tomcat", "<html");
  }

  @Test
  void oversizeHeadersGetAnAnswer() throws IOException {
    String answer =
        service.raw(
            "GET /api/v1/sagas HTTP/1.1\r\nHost: localhost\r\nX-Big: "
                + "x".repeat(50_000)
                + "\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 4[0-9][0-9] .*").doesNotContain("<html");
  }
}
