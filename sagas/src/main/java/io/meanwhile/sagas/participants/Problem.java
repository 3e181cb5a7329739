package io.meanwhile.sagas.participants;

import java.util.LinkedHashMap;
import java.util.Map;

/** Why a request gets no outcome, in the form of RFC 9457. */
final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String remedy;

  Problem(int status, String code, String detail, String remedy) {
    super(detail);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("status", status);
    body.put("code", code);
    body.put("detail", String.valueOf(getMessage()));
    body.put("remedy", remedy);
    return body;
  }
}
