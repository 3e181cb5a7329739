package io.meanwhile.sagas.participants;

import com.sun.net.httpserver.Headers;
import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.Direction;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Reporter;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the orchestrator asks: headers and body of the participant contract. */
final class RequestDecoder {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_HEADER = 2_048;

  private final HttpClient client;
  private final ReportAddresses addresses;

  RequestDecoder(HttpClient client, ReportAddresses addresses) {
    this.client = client;
    this.addresses = addresses;
  }

  EffectRequest decode(String operation, Headers headers, byte[] content) throws Problem {
    Map<?, ?> body = object(content);
    return new EffectRequest(
        required(headers, "Idempotency-Key"),
        required(headers, "Meanwhile-Saga"),
        operation,
        direction(body.get("direction")),
        Boolean.TRUE.equals(body.get("probe")),
        attempt(headers),
        body.get("input"),
        action(body.get("action")),
        reporter(headers),
        validUntil(headers));
  }

  private Reporter reporter(Headers headers) throws Problem {
    return new HttpReporter(
        client,
        addresses.check(required(headers, "Meanwhile-Observations")),
        Map.of("Meanwhile-Token", required(headers, "Meanwhile-Token")));
  }

  private static Map<?, ?> object(byte[] content) throws Problem {
    try {
      if (Json.copy(JSON.readValue(content, Object.class)) instanceof Map<?, ?> object) {
        return object;
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw invalid("the body cannot be read: " + e.getMessage());
    }
    throw invalid("the body must be a JSON object");
  }

  private static Direction direction(@Nullable Object word) throws Problem {
    if (word instanceof String text) {
      for (Direction direction : Direction.values()) {
        if (Words.of(direction).equals(text)) {
          return direction;
        }
      }
    }
    throw invalid("direction must be action or compensation");
  }

  private static EffectRequest.@Nullable OriginalAction action(@Nullable Object value)
      throws Problem {
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> action && action.get("key") instanceof String key) {
      return new EffectRequest.OriginalAction(key, action.get("input"), action.get("result"));
    }
    throw invalid("action must be an object with the action's key");
  }

  private static int attempt(Headers headers) throws Problem {
    String attempt = headers.getFirst("Meanwhile-Attempt");
    if (attempt == null) {
      return 1;
    }
    if (!attempt.matches("[1-9][0-9]{0,8}")) {
      throw invalid("Meanwhile-Attempt must be a whole number from 1");
    }
    return Integer.parseInt(attempt);
  }

  private static @Nullable Instant validUntil(Headers headers) throws Problem {
    String limit = headers.getFirst("Meanwhile-Valid-Until");
    try {
      return limit == null ? null : Instant.parse(limit);
    } catch (DateTimeParseException e) {
      throw invalid("Meanwhile-Valid-Until must be an instant such as 2026-03-01T12:00:00Z");
    }
  }

  private static String required(Headers headers, String name) throws Problem {
    String value = headers.getFirst(name);
    if (value == null || value.isBlank() || value.length() > LONGEST_HEADER) {
      throw invalid("the header " + name + " is missing or too long");
    }
    return value;
  }

  private static Problem invalid(String detail) {
    return new Problem(
        400, "participant-request-invalid", detail, "send what the participant contract describes");
  }
}
