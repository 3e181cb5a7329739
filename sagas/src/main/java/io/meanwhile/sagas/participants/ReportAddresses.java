package io.meanwhile.sagas.participants;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where reports may be sent. The address comes with a request, from whoever sent it, so it must not
 * make this service talk to just anybody.
 *
 * @param allowed beginnings of addresses, each with scheme, host and port; without any, only this
 *     machine
 */
record ReportAddresses(List<URI> allowed) {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * The address, if reports may go there.
   *
   * @throws Problem {@code report-address-refused} otherwise
   */
  URI check(String address) throws Problem {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused(address);
    }
    if (!isHttp(uri) || uri.getHost() == null || uri.getUserInfo() != null || !mayGoTo(uri)) {
      throw refused(address);
    }
    return uri;
  }

  private boolean mayGoTo(URI uri) {
    return allowed.isEmpty()
        ? THIS_MACHINE.contains(lower(uri.getHost()))
        : allowed.stream().anyMatch(base -> isBelow(uri, base));
  }

  private static boolean isBelow(URI uri, URI base) {
    return lower(uri.getScheme()).equals(lower(base.getScheme()))
        && lower(uri.getHost()).equals(lower(base.getHost()))
        && uri.getPort() == base.getPort()
        && uri.normalize().getPath().startsWith(base.getPath());
  }

  private static boolean isHttp(URI uri) {
    return uri.getScheme() != null && Set.of("http", "https").contains(lower(uri.getScheme()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Problem refused(String address) {
    return new Problem(
        400,
        "report-address-refused",
        "Meanwhile-Observations is not an address this service may report to: " + address,
        "start the service with --orchestrator and the address of the orchestrator");
  }
}
