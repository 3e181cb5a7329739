package io.meanwhile.app.security;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Keeps foreign web pages out. A browser says on whose behalf it asks; a page under another name
 * that resolves to this machine (DNS rebinding) shows in the Host header.
 */
public final class OriginFilter extends RefusingFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final boolean loopbackOnly;

  /**
   * @param loopbackOnly true when only hosts that mean this machine may be named
   */
  public OriginFilter(boolean loopbackOnly, ProblemWriter problems) {
    super(problems);
    this.loopbackOnly = loopbackOnly;
  }

  @Override
  void check(HttpServletRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (loopbackOnly && host != null && !LOOPBACK.contains(name(host))) {
      throw new ProblemException(
          ErrorCode.FOREIGN_HOST, "The Host header does not name this machine's loopback.");
    }
    if (READING.contains(request.getMethod())) {
      return;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String site = request.getHeader("Sec-Fetch-Site");
    boolean ownPage = origin == null || isOwn(origin, host);
    boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
    if (!ownPage || !ownSite) {
      throw new ProblemException(
          ErrorCode.FOREIGN_ORIGIN, "A page of another site may not send this request.");
    }
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && host != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  private static String name(String host) {
    int port = host.lastIndexOf(':');
    boolean hasPort = port > host.lastIndexOf(']');
    String name = hasPort ? host.substring(0, port) : host;
    return name.toLowerCase(Locale.ROOT);
  }
}
