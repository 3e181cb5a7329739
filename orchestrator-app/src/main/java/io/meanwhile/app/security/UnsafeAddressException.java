package io.meanwhile.app.security;

import java.net.InetAddress;

/** The service would be open to everybody, so it does not start. */
public final class UnsafeAddressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnsafeAddressException(String message) {
    super(message, null, false, false);
  }

  /**
   * Returns when it is safe to listen there.
   *
   * @throws UnsafeAddressException when others could reach it and it asks for no key
   */
  public static void check(String property, InetAddress address, ApiKeys keys) {
    if (keys.none() && !address.isLoopbackAddress()) {
      throw new UnsafeAddressException(
          property
              + " is "
              + address.getHostAddress()
              + ", which others can reach, and no key is configured (unsafe-address).");
    }
  }
}
