package io.meanwhile.app.config;

import java.net.URI;
import org.springframework.core.env.Environment;

/** Where participants reach this service. */
final class PublicUrl {
  private PublicUrl() {}

  /**
   * As configured, or the local address with the port the server really has; no slash at the end.
   */
  static String of(MeanwhileProperties properties, Environment environment) {
    URI configured = properties.publicUrl();
    if (configured != null) {
      String text = configured.toString();
      return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
    String address = environment.getProperty("server.address", "127.0.0.1");
    String host = address.contains(":") ? "[" + address + "]" : address;
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return "http://" + host + ":" + port;
  }
}
