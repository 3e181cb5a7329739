package io.meanwhile.sagas.order;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as the participant contract has it.
 *
 * @param key from {@code Idempotency-Key}
 * @param actionKey for a compensation the key of its action; the key itself for an action
 * @param observations from {@code Meanwhile-Observations}
 * @param token from {@code Meanwhile-Token}; never written down
 */
record Asked(
    String key,
    String actionKey,
    boolean compensation,
    boolean probe,
    Map<String, Object> input,
    @Nullable URI observations,
    String token) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Asked read(Headers headers, byte[] body) throws Problem {
    String key = headers.getFirst("Idempotency-Key");
    if (key == null || key.isBlank()) {
      throw Problem.badRequest("the header Idempotency-Key is missing");
    }
    Map<String, Object> json = object(body);
    boolean compensation = "compensation".equals(json.get("direction"));
    String observations = headers.getFirst("Meanwhile-Observations");
    String token = headers.getFirst("Meanwhile-Token");
    return new Asked(
        key,
        compensation ? actionKey(json) : key,
        compensation,
        Boolean.TRUE.equals(json.get("probe")),
        fields(json.get("input")),
        observations == null ? null : address(observations),
        token == null ? "" : token);
  }

  private static Map<String, Object> object(byte[] body) throws Problem {
    try {
      return fields(JSON.readValue(body, Object.class));
    } catch (JacksonException e) {
      throw Problem.badRequest("the body is not JSON");
    }
  }

  private static String actionKey(Map<String, Object> json) throws Problem {
    if (fields(json.get("action")).get("key") instanceof String key) {
      return key;
    }
    throw Problem.badRequest("a compensation must say which action it undoes (action.key)");
  }

  private static Map<String, Object> fields(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> {
        if (field != null) {
          fields.put(String.valueOf(name), field);
        }
      });
    }
    return fields;
  }

  private static URI address(String text) throws Problem {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("Meanwhile-Observations is not an address");
    }
  }
}
