package io.meanwhile.sagas;

import io.meanwhile.app.Meanwhile;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The service together with the samples: their definitions and their simulated participants. */
public final class Samples {
  private static final String ORDER = "http://127.0.0.1:8091/";

  private Samples() {}

  /** Starts the service; arguments are Spring Boot's. */
  public static void main(String[] arguments) {
    application().run(arguments);
  }

  /** The participants of the order sample are processes of their own; this is where they listen. */
  static SpringApplication application() {
    SpringApplication application =
        new SpringApplication(Meanwhile.class, SimulatedParticipants.class);
    application.setDefaultProperties(
        Map.of(
            "meanwhile.participants.stock.url", ORDER + "stock",
            "meanwhile.participants.payment.url", ORDER + "payment",
            "meanwhile.participants.shipping.url", ORDER + "shipping"));
    return application;
  }
}
