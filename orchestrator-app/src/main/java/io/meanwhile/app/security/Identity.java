package io.meanwhile.app.security;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * On whose behalf a request is made.
 *
 * @param who the name that goes on the record
 */
public record Identity(String who, Set<Role> roles) {
  private static final String ATTRIBUTE = Identity.class.getName();

  /** Whoever reaches the service while it has no keys and listens on loopback only. */
  static final Identity ANONYMOUS = new Identity("anonymous@loopback", EnumSet.allOf(Role.class));

  /**
   * Whoever shows an effect token in place of a key; the token itself is yet to be checked. No key
   * can have this name.
   */
  static final Identity TOKEN_HOLDER =
      new Identity("holder of a token", EnumSet.of(Role.PARTICIPANT));

  public Identity {
    Objects.requireNonNull(who);
    roles = Set.copyOf(roles);
  }

  /** The one that the request was let in with. */
  public static Identity of(HttpServletRequest request) {
    return (Identity) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "nobody was let in");
  }

  /** True when nothing but a token speaks for the caller, which has to be checked first. */
  public boolean byToken() {
    return equals(TOKEN_HOLDER);
  }

  /** True when there are no keys that could tell callers apart. */
  public boolean anonymous() {
    return equals(ANONYMOUS);
  }

  /** The roles as definitions name them. */
  public Set<String> roleNames() {
    return roles.stream().map(Role::toString).collect(Collectors.toUnmodifiableSet());
  }

  void in(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Returns when one of the roles allows it.
   *
   * @throws ProblemException forbidden
   */
  public void require(Set<Role> allowed) {
    if (roles.stream().noneMatch(allowed::contains)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN,
          who + " may not do this; it takes one of these roles: " + names(allowed));
    }
  }

  private static String names(Set<Role> roles) {
    return String.join(", ", roles.stream().sorted().map(Role::toString).toList());
  }
}
