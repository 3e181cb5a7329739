package io.meanwhile.app.participants;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.RejectedException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an HTTP answer means, as the participant contract's table has it. Whatever is ambiguous may
 * have arrived.
 */
final class HttpAnswers {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxNumberLength(400)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private HttpAnswers() {}

  /**
   * Reads an answer.
   *
   * @throws RejectedException for a 4xx that speaks of the request itself
   * @throws AmbiguousAnswerException for everything that may have arrived
   */
  static Answer read(int status, byte[] body) throws RejectedException, AmbiguousAnswerException {
    return switch (status) {
      case 200 -> reported(body);
      case 202 -> Answer.accepted(null);
      case 422 -> refused(body);
      case 408, 429 -> throw new AmbiguousAnswerException("HTTP " + status);
      default -> {
        if (status >= 400 && status < 500) {
          throw new RejectedException("HTTP " + status + ": " + excerpt(body));
        }
        throw new AmbiguousAnswerException("HTTP " + status);
      }
    };
  }

  private static Answer reported(byte[] body) throws AmbiguousAnswerException {
    JsonNode json = object(body);
    if (json == null) {
      throw new AmbiguousAnswerException("answer not understood: not a JSON object");
    }
    Report status = status(text(json, "status"));
    if (status == null) {
      throw new AmbiguousAnswerException("answer not understood: no known status");
    }
    return answer(status, json);
  }

  private static Answer refused(byte[] body) throws AmbiguousAnswerException {
    JsonNode json = object(body);
    if (json == null) {
      return Answer.refused(excerpt(body));
    }
    return answer(Report.REFUSED, json);
  }

  private static Answer answer(Report status, JsonNode json) throws AmbiguousAnswerException {
    try {
      return new Answer(
          status,
          depth(json),
          json.has("result") ? MAPPER.treeToValue(json.get("result"), Object.class) : null,
          text(json, "reason"),
          outcome(text(json, "effect")),
          occurredAt(text(json, "occurredAt")));
    } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
      throw new AmbiguousAnswerException("answer not understood: " + firstLine(e));
    }
  }

  private static @Nullable Integer depth(JsonNode json) {
    JsonNode depth = json.get("depth");
    if (depth == null || depth.isNull()) {
      return null;
    }
    if (!depth.isInt() || depth.intValue() < 0) {
      throw new IllegalArgumentException("depth is not a whole number from 0");
    }
    return depth.intValue();
  }

  private static @Nullable String text(JsonNode json, String name) throws AmbiguousAnswerException {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new AmbiguousAnswerException("answer not understood: " + name + " is not a text");
    }
    return value.stringValue();
  }

  private static @Nullable Report status(@Nullable String word) {
    return switch (word) {
      case "accepted" -> Report.ACCEPTED;
      case "confirmed" -> Report.CONFIRMED;
      case "final" -> Report.FINAL;
      case "refused" -> Report.REFUSED;
      case "reverted" -> Report.REVERTED;
      case "unknown" -> Report.UNKNOWN;
      case null, default -> null;
    };
  }

  private static @Nullable CompensationOutcome outcome(@Nullable String word) {
    return switch (word) {
      case null -> null;
      case "undone" -> CompensationOutcome.UNDONE;
      case "blocked" -> CompensationOutcome.BLOCKED;
      default -> throw new IllegalArgumentException("effect is neither undone nor blocked");
    };
  }

  private static @Nullable Instant occurredAt(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable JsonNode object(byte[] body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json != null && json.isObject() ? json : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, 1024);
    String text = Excerpt.of(new String(body, 0, length, StandardCharsets.UTF_8));
    return text.isEmpty() ? "no reason given" : text;
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Excerpt.of(message);
  }
}
