package io.meanwhile.app.security;

import static io.meanwhile.app.security.Role.ADMIN;
import static io.meanwhile.app.security.Role.OPERATOR;
import static io.meanwhile.app.security.Role.PARTICIPANT;
import static io.meanwhile.app.security.Role.STARTER;
import static io.meanwhile.app.security.Role.VIEWER;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which roles each address takes. Paths are matched exactly as the dispatcher matches them. */
public final class AccessTable {
  private static final PathPatternParser PARSER = PathPatternParser.defaultInstance;
  private static final Set<Role> EVERYONE = Set.of(Role.values());
  private static final Set<Role> READERS = Set.of(VIEWER, STARTER, OPERATOR, ADMIN);
  private static final Set<Role> OPERATORS = Set.of(OPERATOR, ADMIN);
  private static final Set<Role> STARTERS = Set.of(STARTER, ADMIN);
  private static final Set<Role> SENDERS = Set.of(STARTER, PARTICIPANT, OPERATOR, ADMIN);
  private static final Set<Role> REPORTERS = Set.of(PARTICIPANT, ADMIN);

  private static final List<Rule> RULES =
      List.of(
          new Rule("POST", "/api/v1/definitions", Set.of(ADMIN)),
          new Rule("GET", "/api/v1/definitions/**", READERS),
          new Rule("GET", "/api/v1/schema/**", READERS),
          new Rule("POST", "/api/v1/sagas", STARTERS),
          new Rule("POST", "/api/v1/sagas/{saga}/observations", REPORTERS),
          new Rule("POST", "/api/v1/sagas/{saga}/commands", EVERYONE), // by its type
          new Rule("POST", "/api/v1/sagas/{saga}/what-if", READERS),
          new Rule("GET", "/api/v1/sagas/**", READERS),
          new Rule("POST", "/api/v1/messages", SENDERS),
          new Rule("GET", "/api/v1/messages", READERS),
          new Rule("GET", "/api/v1/decisions", READERS),
          new Rule("GET", "/api/v1/schedules/**", READERS),
          new Rule("POST", "/api/v1/schedules/{name}/commands", OPERATORS),
          new Rule("POST", "/api/v1/commands", EVERYONE),
          new Rule("GET", "/v3/**", EVERYONE),
          new Rule("GET", "/docs/**", EVERYONE),
          new Rule("GET", "/actuator/**", Set.of(ADMIN)));

  private static final PathPattern HEALTH = PARSER.parse("/actuator/health/**");
  private static final PathPattern DOOR = PARSER.parse("/api/v1/sagas/{saga}/observations");

  private AccessTable() {}

  private record Rule(String method, PathPattern path, Set<Role> roles) {
    Rule(String method, String path, Set<Role> roles) {
      this(method, PARSER.parse(path), roles);
    }
  }

  /** Who may start sagas, whichever way. */
  public static Set<Role> starters() {
    return STARTERS;
  }

  /** Who may report observations, whichever way. */
  public static Set<Role> reporters() {
    return REPORTERS;
  }

  /** Who may hand in messages, whichever way. */
  public static Set<Role> senders() {
    return SENDERS;
  }

  /** Who may cancel and answer, whichever way. */
  public static Set<Role> operators() {
    return OPERATORS;
  }

  static boolean open(HttpServletRequest request) {
    return read(request.getMethod()) && HEALTH.matches(path(request));
  }

  /** The door for participants, where a token of the effect may stand in for a key. */
  static boolean takesTokens(HttpServletRequest request) {
    return request.getMethod().equals("POST") && DOOR.matches(path(request));
  }

  /** Empty when the table does not know the address. */
  static Optional<Set<Role>> allowed(HttpServletRequest request) {
    return allowed(request.getMethod(), path(request));
  }

  static Optional<Set<Role>> allowed(String method, PathContainer path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return RULES.stream()
        .filter(rule -> rule.method().equals(asked) && rule.path().matches(path))
        .map(Rule::roles)
        .findFirst();
  }

  private static boolean read(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static PathContainer path(HttpServletRequest request) {
    return ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
  }
}
