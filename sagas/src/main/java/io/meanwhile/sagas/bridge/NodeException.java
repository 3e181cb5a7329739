package io.meanwhile.sagas.bridge;

import java.io.IOException;

/** The node answered with an error. */
final class NodeException extends IOException {
  private static final long serialVersionUID = 1L;

  NodeException(String method, String message) {
    super(method + ": " + message);
  }
}
