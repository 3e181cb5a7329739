package io.meanwhile.app.participants;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A participant over HTTP: {@code POST {url}/{operation}}. Follows no redirect, reads no more than
 * the limit, and never guesses what an unclear answer means.
 */
public final class HttpParticipant implements Channel {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ContentType JSON = ContentType.create("application/json");

  /** A connection that rested this long is asked whether it still stands before it is used. */
  private static final TimeValue VALIDATED_AFTER = TimeValue.ofMilliseconds(500);

  /** An idle connection is closed after this long. */
  private static final TimeValue KEPT = TimeValue.ofSeconds(30);

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
      CloseableHttpClient client,
      EffectTokens tokens,
      Supplier<String> publicUrl,
      int responseBytes) {

    /**
     * A client that connects within {@code connect}, asks exactly once, remembers nothing between
     * two requests and goes nowhere it is not told to go. It blocks, and a virtual thread that is
     * interrupted gives up its connection. How many calls run at once is bounded elsewhere, so its
     * pool is not.
     */
    public static CloseableHttpClient client(Duration connect) {
      ConnectionConfig connections =
          ConnectionConfig.custom()
              .setConnectTimeout(Timeout.of(connect))
              .setValidateAfterInactivity(VALIDATED_AFTER)
              .build();
      return HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setDefaultConnectionConfig(connections)
                  .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                  .setMaxConnPerRoute(Integer.MAX_VALUE)
                  .setMaxConnTotal(Integer.MAX_VALUE)
                  .build())
          .evictIdleConnections(KEPT)
          .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
          .setUserAgent("meanwhile")
          .disableAutomaticRetries()
          .disableRedirectHandling()
          .disableCookieManagement()
          .disableAuthCaching()
          .disableContentCompression()
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
    HttpPost post = post(attempt);
    try (ClassicHttpResponse response = wire.client.executeOpen(null, post, null)) {
      byte[] bytes = body(response.getEntity());
      if (bytes.length > wire.responseBytes) {
        post.abort(); // else closing would read the rest
        throw new AmbiguousAnswerException(
            "answer not understood: longer than " + wire.responseBytes + " bytes");
      }
      return answers.read(response.getCode(), bytes);
    } catch (ConnectException | NoRouteToHostException e) {
      throw new UnavailableException("no connection");
    } catch (ConnectTimeoutException e) {
      throw new UnavailableException("no connection in time");
    } catch (UnknownHostException e) {
      throw new UnavailableException("the host name was not found");
    }
  }

  private byte[] body(@Nullable HttpEntity entity) throws IOException {
    return entity == null ? new byte[0] : entity.getContent().readNBytes(wire.responseBytes + 1);
  }

  private HttpPost post(Attempt attempt) {
    EffectRequest asked = attempt.request();
    HttpPost post = new HttpPost(URI.create(url + "/" + asked.operation()));
    post.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(attempt.answer()))
            .setProtocolUpgradeEnabled(false)
            .build());
    post.setHeader("Accept", "application/json");
    post.setHeader("Idempotency-Key", asked.key());
    post.setHeader("Meanwhile-Saga", asked.saga());
    post.setHeader("Meanwhile-Attempt", Integer.toString(asked.attempt()));
    post.setHeader(
        "Meanwhile-Observations",
        wire.publicUrl.get() + "/api/v1/sagas/" + asked.saga() + "/observations");
    post.setHeader(
        "Meanwhile-Token",
        wire.tokens.issue(asked.saga(), attempt.effect(), attempt.reportUntil()));
    if (asked.validUntil() != null) {
      post.setHeader("Meanwhile-Valid-Until", asked.validUntil().toString());
    }
    post.setHeader("traceparent", traceparent(asked));
    post.setEntity(new ByteArrayEntity(body(asked), JSON));
    return post;
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
}
