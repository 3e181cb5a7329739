package io.meanwhile.sagas.order;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stock, payment and shipping in a process of their own. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = "Serves stock, payment and shipping of the order sample over HTTP.",
    sortOptions = false)
public final class OrderParticipants implements Callable<Integer> {
  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default ${DEFAULT-VALUE})")
  private String address = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8091",
      description = "port to listen on, 0 for a free one (default ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--orchestrator",
      description = "where reports may go, as http://host:port (default: only this machine)")
  private @Nullable URI orchestrator;

  @Option(
      names = "--data-directory",
      defaultValue = "./meanwhile-order-data",
      description = "where the book is kept (default ${DEFAULT-VALUE})")
  private Path directory = Path.of("./meanwhile-order-data");

  @Option(
      names = "--stock",
      defaultValue = "100",
      description = "how many there are of every item at first (default ${DEFAULT-VALUE})")
  private int stock;

  @Option(
      names = "--pace",
      defaultValue = "PT1S",
      description =
          "how long a capture takes; a shipment takes twice as long (default ${DEFAULT-VALUE})")
  private Duration pace = Duration.ofSeconds(1);

  @Spec private @Nullable CommandSpec spec;

  /** Serves until the process is stopped. Exit code 2 for wrong options, 1 when it cannot start. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new OrderParticipants()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    var console = Objects.requireNonNull(spec).commandLine();
    try (var server = serve()) {
      console.getOut().println("Listening on http://" + address + ":" + server.port());
      console.getOut().flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException e) {
      console.getErr().println("Cannot start: " + e.getMessage());
      return 1;
    }
  }

  private OrderServer serve() throws IOException {
    return new OrderServer(
        new InetSocketAddress(address, port),
        new Desks(stock),
        new Book(directory, InstantSource.system()),
        new Reports(orchestrator),
        pace);
  }
}
