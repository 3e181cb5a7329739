package io.meanwhile.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * The service's defaults, below everything that anybody configures; also where the service is part
 * of another application, whose own files would otherwise hide them.
 */
public final class ServiceDefaults implements EnvironmentPostProcessor {
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      environment
          .getPropertySources()
          .addLast(
              new ResourcePropertySource(
                  "meanwhile defaults",
                  new ClassPathResource("META-INF/meanwhile/defaults.properties")));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
