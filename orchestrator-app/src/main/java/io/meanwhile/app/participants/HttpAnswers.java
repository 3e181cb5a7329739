package io.meanwhile.app.participants;

import io.meanwhile.app.format.JsonReading;
import io.meanwhile.app.format.JsonReadingException;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.RejectedException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP answer means, as the participant contract's table has it. Whatever is ambiguous may
 * have arrived.
 */
final class HttpAnswers {
  private static final int DEEPEST = 100;

  private final JsonReading json;

  /**
   * @param bytes longest answer
   */
  HttpAnswers(int bytes) {
    json = JsonReading.input(bytes, DEEPEST);
  }

  /**
   * Reads an answer.
   *
   * @throws RejectedException for a 4xx that speaks of the request itself
   * @throws AmbiguousAnswerException for everything that may have arrived
   */
  Answer read(int status, byte[] body) throws RejectedException, AmbiguousAnswerException {
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

  private Answer reported(byte[] body) throws AmbiguousAnswerException {
    try {
      if (json.read(body) instanceof Map<?, ?> fields) {
        return answer(status(text(fields, "status")), fields);
      }
      throw new AmbiguousAnswerException("answer not understood: not a JSON object");
    } catch (JsonReadingException | IllegalArgumentException | DateTimeException e) {
      throw notUnderstood(e);
    }
  }

  /** The status line says it all; a body that cannot be read takes nothing from it. */
  private Answer refused(byte[] body) throws AmbiguousAnswerException {
    try {
      return json.read(body) instanceof Map<?, ?> fields
          ? answer(Report.REFUSED, fields)
          : Answer.refused(excerpt(body));
    } catch (JsonReadingException e) {
      return Answer.refused(excerpt(body));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw notUnderstood(e);
    }
  }

  private static Answer answer(Report status, Map<?, ?> fields) {
    String occurredAt = text(fields, "occurredAt");
    return new Answer(
        status,
        depth(fields.get("depth")),
        fields.get("result"),
        text(fields, "reason"),
        outcome(text(fields, "effect")),
        occurredAt == null ? null : Instant.parse(occurredAt),
        sequence(fields.get("sequence")));
  }

  private static @Nullable Integer depth(@Nullable Object depth) {
    if (depth == null) {
      return null;
    }
    if (depth instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw new IllegalArgumentException("depth is not a whole number from 0");
  }

  /** As a text, or as a number where a double holds it. */
  private static @Nullable Long sequence(@Nullable Object sequence) {
    if (sequence == null) {
      return null;
    }
    String text = sequence instanceof Long || sequence instanceof String ? sequence.toString() : "";
    if (text.matches("[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    throw new IllegalArgumentException("sequence is not a whole number from 0");
  }

  private static @Nullable String text(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalArgumentException(name + " is not a text");
  }

  private static Report status(@Nullable String word) {
    return switch (word) {
      case "accepted" -> Report.ACCEPTED;
      case "confirmed" -> Report.CONFIRMED;
      case "final" -> Report.FINAL;
      case "refused" -> Report.REFUSED;
      case "reverted" -> Report.REVERTED;
      case "unknown" -> Report.UNKNOWN;
      case null, default -> throw new IllegalArgumentException("no known status");
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

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, 1024);
    String text = Excerpt.of(new String(body, 0, length, StandardCharsets.UTF_8));
    return text.isEmpty() ? "no reason given" : text;
  }

  private static AmbiguousAnswerException notUnderstood(Exception e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new AmbiguousAnswerException("answer not understood: " + Excerpt.of(why));
  }
}
