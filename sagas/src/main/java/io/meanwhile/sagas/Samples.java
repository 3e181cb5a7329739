package io.meanwhile.sagas;

import io.meanwhile.app.Meanwhile;

/** The service together with the samples. */
public final class Samples {

  private Samples() {}

  /** Starts the service; arguments are Spring Boot's. */
  public static void main(String[] arguments) {
    Meanwhile.main(arguments);
  }
}
