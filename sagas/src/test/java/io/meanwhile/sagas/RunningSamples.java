package io.meanwhile.sagas;

import io.meanwhile.sagas.client.MeanwhileClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The samples' service in this process, on a free port, with a client. */
public final class RunningSamples implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final URI url;
  private final MeanwhileClient client;

  private RunningSamples(ConfigurableApplicationContext context) {
    this.context = context;
    this.url =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    this.client = MeanwhileClient.at(url);
  }

  /**
   * Starts it.
   *
   * @param settings more of Spring Boot's arguments
   */
  public static RunningSamples start(Path data, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("--server.port=0");
    arguments.add("--meanwhile.data-directory=" + data);
    arguments.add("--spring.main.register-shutdown-hook=false");
    return new RunningSamples(Samples.application().run(arguments.toArray(String[]::new)));
  }

  public URI url() {
    return url;
  }

  public MeanwhileClient client() {
    return client;
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
