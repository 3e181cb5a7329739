package io.meanwhile.app.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands the tests one service without keys; it starts when first needed and stops at the end. */
final class WithService implements ParameterResolver {

  /** The service and its directory. */
  private record Shared(Service service, Path data) implements AutoCloseable {
    static Shared start() {
      try {
        Path data = Files.createTempDirectory("meanwhile-api");
        return new Shared(
            Service.start(
                data,
                "--meanwhile.limits.body-bytes=100000",
                "--meanwhile.limits.heartbeat=200ms",
                "--meanwhile.limits.streams=20"),
            data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      service.close();
      FileSystemUtils.deleteRecursively(data);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Service.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(WithService.class))
        .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class)
        .service();
  }
}
