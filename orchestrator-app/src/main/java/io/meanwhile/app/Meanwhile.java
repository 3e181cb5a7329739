package io.meanwhile.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication
public class Meanwhile {

  /** Starts the service; arguments are Spring Boot's. */
  public static void main(String[] arguments) {
    SpringApplication.run(Meanwhile.class, arguments);
  }
}
