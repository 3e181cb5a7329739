package io.meanwhile.app.security;

import io.meanwhile.app.problems.CannotStartException;
import java.net.InetAddress;

/** Where the service may listen. */
public final class SafeAddress {
  private SafeAddress() {}

  /**
   * Returns when it is safe to listen there.
   *
   * @param property where the address is configured
   * @throws CannotStartException when others could reach it and it asks for no key
   */
  public static void check(String property, InetAddress address, ApiKeys keys) {
    if (keys.none() && !address.isLoopbackAddress()) {
      throw new CannotStartException(
          "unsafe-address",
          property
              + " is "
              + address.getHostAddress()
              + ", which others can reach, and no key is configured.",
          "Configure meanwhile.security.keys[0].name, .sha256 and .roles, or leave the address at"
              + " 127.0.0.1.");
    }
  }
}
