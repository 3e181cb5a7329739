package io.meanwhile.app.config;

import io.meanwhile.app.problems.ProblemWriter;
import io.meanwhile.app.security.AccessFilter;
import io.meanwhile.app.security.ApiKeys;
import io.meanwhile.app.security.OriginFilter;
import io.meanwhile.app.security.SafeAddress;
import io.meanwhile.app.security.SecurityHeadersFilter;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Who is let in. Filters of our own: keys, origins and headers are all there is to it. */
@Configuration(proxyBeanMethods = false)
class SecurityWiring {
  private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

  @Bean
  ApiKeys apiKeys(MeanwhileProperties properties) {
    return new ApiKeys(
        properties.security().keys().stream()
            .map(key -> new ApiKeys.ApiKey(key.name(), key.sha256(), key.roles()))
            .toList());
  }

  @Bean
  FilterRegistrationBean<Filter> securityHeaders() {
    return inOrder(new SecurityHeadersFilter(), FIRST);
  }

  @Bean
  FilterRegistrationBean<Filter> origins(ApiKeys keys, ProblemWriter problems) {
    return inOrder(new OriginFilter(keys.none(), problems), FIRST + 1);
  }

  @Bean
  FilterRegistrationBean<Filter> access(ApiKeys keys, ProblemWriter problems) {
    return inOrder(new AccessFilter(keys, problems), FIRST + 2);
  }

  private static FilterRegistrationBean<Filter> inOrder(Filter filter, int order) {
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }

  /** Runs before the server opens its port. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> safeAddress(
      ApiKeys keys, Environment environment) {
    return _ -> {
      check("server.address", environment, keys);
      if (environment.containsProperty("management.server.port")) {
        check("management.server.address", environment, new ApiKeys(List.of()));
      }
    };
  }

  private static void check(String property, Environment environment, ApiKeys keys) {
    String address = environment.getProperty(property, "0.0.0.0");
    try {
      SafeAddress.check(property, InetAddress.getByName(address), keys);
    } catch (UnknownHostException unknown) {
      throw new IllegalStateException(property + " is not an address: " + address, unknown);
    }
  }
}
