package io.meanwhile.app.participants;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A participant over HTTP: {@code POST {url}/{operation}}. Follows no redirect, reads no more than
 * the limit, and never guesses what an unclear answer means.
 */
public final class HttpParticipant implements Channel {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String url;
  private final Wire wire;
  private final HttpAnswers answers;

  /**
   * What all HTTP participants share.
   *
   * @param tokens issues the right to report
   * @param publicUrl where participants reach this service, without a slash at the end
   * @param responseBytes no more of an answer is read
   */
  public record Wire(
      HttpClient client, EffectTokens tokens, Supplier<String> publicUrl, int responseBytes) {

    /** A client that connects within {@code connect} and goes nowhere it is not told to go. */
    public static HttpClient client(Duration connect) {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(connect)
          .build();
    }
  }

  /**
   * @param url from the configuration, never from a definition or an input
   * @throws IllegalArgumentException when it is not an absolute http or https URL
   */
  public HttpParticipant(URI url, Wire wire) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?") || url.getHost() == null || url.getRawQuery() != null) {
      throw new IllegalArgumentException("not an http or https URL: " + url);
    }
    String text = url.toString();
    this.url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    this.wire = wire;
    this.answers = new HttpAnswers(wire.responseBytes);
  }

  @Override
  public Answer ask(Attempt attempt)
      throws UnavailableException,
          RejectedException,
          AmbiguousAnswerException,
          IOException,
          InterruptedException {
    HttpRequest request = request(attempt);
    HttpResponse<InputStream> response;
    try {
      response = wire.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new UnavailableException(reason(e));
    }
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(wire.responseBytes + 1);
      if (bytes.length > wire.responseBytes) {
        throw new AmbiguousAnswerException(
            "answer not understood: longer than " + wire.responseBytes + " bytes");
      }
      return answers.read(response.statusCode(), bytes);
    }
  }

  private HttpRequest request(Attempt attempt) {
    EffectRequest asked = attempt.request();
    String reports = wire.publicUrl.get() + "/api/v1/sagas/" + asked.saga() + "/observations";
    return HttpRequest.newBuilder(URI.create(url + "/" + asked.operation()))
        .timeout(attempt.answer())
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Idempotency-Key", asked.key())
        .header("Meanwhile-Saga", asked.saga())
        .header("Meanwhile-Attempt", Integer.toString(asked.attempt()))
        .header("Meanwhile-Observations", reports)
        .header(
            "Meanwhile-Token",
            wire.tokens.issue(asked.saga(), attempt.effect(), attempt.reportUntil()))
        .header("traceparent", traceparent(asked))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body(asked)))
        .build();
  }

  private static byte[] body(EffectRequest asked) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("direction", asked.direction().name().toLowerCase(Locale.ROOT));
    if (asked.probe()) {
      body.put("probe", true);
    }
    body.put("input", asked.input());
    EffectRequest.OriginalAction action = asked.action();
    if (action != null) {
      Map<String, @Nullable Object> original = new LinkedHashMap<>();
      original.put("key", action.key());
      original.put("input", action.input());
      original.put("result", action.result());
      body.put("action", original);
    }
    return MAPPER.writeValueAsBytes(body);
  }

  /** W3C Trace Context: one trace a saga, one span an attempt, the same wherever it is computed. */
  private static String traceparent(EffectRequest asked) {
    String span = asked.key() + (asked.probe() ? "?" : "#") + asked.attempt();
    return "00-" + hex(asked.saga(), 16) + "-" + hex(span, 8) + "-01";
  }

  private static String hex(String of, int bytes) {
    byte[] digest = Sha.sha256(of);
    return HexFormat.of().formatHex(digest, 0, bytes);
  }

  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "the host name was not found";
      }
    }
    return e instanceof HttpConnectTimeoutException ? "no connection in time" : "no connection";
  }
}
