package io.meanwhile.app.security;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Asks for a key wherever keys are configured, and for a role that the address takes. Participants
 * need no key to report: they were given a token for the very effect they report about.
 */
public final class AccessFilter extends RefusingFilter {
  /** The header that carries an effect token. */
  public static final String TOKEN = "Meanwhile-Token";

  private static final String SCHEME = "bearer ";
  private static final Set<String> CREDENTIALS =
      Set.of("key", "apikey", "accesstoken", "token", "authorization", "bearer", "meanwhiletoken");

  private final ApiKeys keys;

  public AccessFilter(ApiKeys keys, ProblemWriter problems) {
    super(problems);
    this.keys = keys;
  }

  @Override
  void check(HttpServletRequest request) {
    refuseCredentialsInTheUrl(request.getQueryString());
    if (AccessTable.open(request)) {
      Identity.ANONYMOUS.in(request);
      return;
    }
    Identity identity = keys.none() ? Identity.ANONYMOUS : identify(request);
    identity.in(request);
    AccessTable.allowed(request).ifPresent(identity::require);
  }

  private Identity identify(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      if (request.getHeader(TOKEN) != null && AccessTable.takesTokens(request)) {
        return Identity.TOKEN_HOLDER;
      }
      throw new ProblemException(ErrorCode.KEY_REQUIRED, "The request has no key.");
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new ProblemException(
          ErrorCode.KEY_REQUIRED, "The Authorization header does not say Bearer.");
    }
    return keys.find(header.substring(SCHEME.length()).strip())
        .orElseThrow(
            () -> new ProblemException(ErrorCode.KEY_UNKNOWN, "No configured key has this value."));
  }

  /** By the names of the parameters; the values are not looked at, nor told to anybody. */
  private static void refuseCredentialsInTheUrl(@Nullable String query) {
    if (query == null) {
      return;
    }
    for (String parameter : query.split("&", -1)) {
      String name = parameter.substring(0, Math.max(0, (parameter + "=").indexOf('=')));
      if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))) {
        throw new ProblemException(
            ErrorCode.KEY_IN_URL, "Credentials are never read from a URL's parameters.");
      }
    }
  }
}
