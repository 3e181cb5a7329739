package io.meanwhile.app.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures that nobody foresaw: the log gets all of it, the caller an id to ask about. */
public final class Incidents {
  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

  private Incidents() {}

  /** Writes it to the log; the address without its parameters, which may hold secrets. */
  public static Problem record(Throwable failure, HttpServletRequest request) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    String path = request.getRequestURI().replaceAll("[^A-Za-z0-9/._~:-]", "?");
    LOG.error("Incident {}: {} {} failed", id, request.getMethod(), path, failure);
    return Problem.incident(id);
  }

  /** True for what the server throws when parameters cannot be decoded. */
  public static boolean isBadInput(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidParameterException) {
        return true;
      }
    }
    return false;
  }
}
