package io.meanwhile.sagas.order;

import java.util.Map;

/** A request that is at fault; says nothing about the effect. */
final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private Problem(int status, String code, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "participant-request-rejected", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "unknown-participant", detail);
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    return Map.of("status", status, "code", code, "detail", String.valueOf(getMessage()));
  }
}
