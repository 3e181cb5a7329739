package io.meanwhile.app.config;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Where participants reach this service: as configured, or the local address with the port that the
 * server really has; no slash at the end. Every call to a participant asks for it, so it is put
 * together once, as soon as that port is known.
 */
final class PublicUrl implements Supplier<String> {
  private final MeanwhileProperties properties;
  private final Environment environment;
  private volatile @Nullable String known;

  PublicUrl(MeanwhileProperties properties, Environment environment) {
    this.properties = properties;
    this.environment = environment;
  }

  @Override
  public String get() {
    String text = known;
    if (text == null) {
      text = read();
      if (environment.containsProperty("local.server.port")) {
        known = text;
      }
    }
    return text;
  }

  private String read() {
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
