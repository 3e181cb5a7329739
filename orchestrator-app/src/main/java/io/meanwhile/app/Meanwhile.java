package io.meanwhile.app;

import io.meanwhile.app.bench.Victim;
import io.meanwhile.app.cli.CommandLineVerbs;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service, and its command line. */
@SpringBootApplication
public class Meanwhile {

  /** Carries out a verb and exits; without one, starts the service with Spring Boot's arguments. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1 && arguments[0].equals(Victim.VERB)) {
      Victim.run();
      return;
    }
    if (CommandLineVerbs.isMeant(arguments)) {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      System.exit(CommandLineVerbs.run(out, err, arguments));
    }
    SpringApplication.run(Meanwhile.class, arguments);
  }
}
