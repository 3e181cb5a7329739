package io.meanwhile.sagas.participants;

import io.meanwhile.core.participant.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as the participant contract writes it. */
final class AnswerBody {
  private AnswerBody() {}

  static Map<String, Object> of(Answer answer) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", Words.of(answer.status()));
    put(body, "depth", answer.depth());
    put(body, "result", answer.result());
    put(body, "reason", answer.reason());
    put(body, "effect", answer.effect() == null ? null : Words.of(answer.effect()));
    put(body, "occurredAt", answer.occurredAt() == null ? null : answer.occurredAt().toString());
    put(body, "sequence", answer.sequence() == null ? null : answer.sequence().toString());
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
