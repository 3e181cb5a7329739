package io.meanwhile.app.jmh;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.config.ListParts;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.LogSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.springframework.util.FileSystemUtils;

/** A log on H2 files of its own, which go when it is closed. */
final class BenchmarkLog implements AutoCloseable {
  final DurableLog log;
  final FrameAppender appender;
  private final Path directory;
  private final HikariDataSource source;
  private final AxonConfiguration axon;

  BenchmarkLog() {
    directory = directory();
    source = EmbeddedDatabase.open(directory);
    LogSchema.migrate(source);
    log = DurableLog.open(source, new EventCodec());
    EventSourcingConfigurer configurer = EventSourcingConfigurer.create();
    log.register(configurer);
    configurer.componentRegistry(registry -> registry.disableEnhancer(ListParts.updateChecker()));
    axon = configurer.start();
    appender = log.appender(axon);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("meanwhile-jmh");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    axon.shutdown();
    log.close();
    source.close();
    FileSystemUtils.deleteRecursively(directory);
  }
}
