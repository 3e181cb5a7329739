package io.meanwhile.app.log;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.jspecify.annotations.Nullable;

/** A log on a real database with Axon in front of it, and sagas that know where they are. */
final class LogOnFiles implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final DefinitionRef DEFINITION = new DefinitionRef("order", 1, "d".repeat(64));
  static final Metadata ORIGIN = new Metadata("c-1", "m-1", "anna");

  final HikariDataSource source;
  final DurableLog durable;
  final SagaLog log;
  final FrameAppender appender;
  private final AxonConfiguration axon;
  private final FrameEncoder encoder;
  private final SagaKeys keys;
  private final Map<String, Saga> sagas = new HashMap<>();

  private record Saga(long key, long next, Hash last) {}

  /** On H2 in a directory. */
  LogOnFiles(Path directory) {
    this(Store.H2.at(directory));
  }

  LogOnFiles(Database database) {
    this(database, configurer -> configurer);
  }

  LogOnFiles(Database database, UnaryOperator<EventSourcingConfigurer> more) {
    this(database, more, source -> source);
  }

  LogOnFiles(
      Database database,
      UnaryOperator<EventSourcingConfigurer> more,
      UnaryOperator<DataSource> between) {
    source = database.open();
    LogSchema.migrate(source);
    EventCodec codec = new EventCodec();
    encoder = new FrameEncoder(codec);
    durable = DurableLog.open(between.apply(source), codec);
    log = durable.reading();
    keys = durable.keys();
    EventSourcingConfigurer configurer = EventSourcingConfigurer.create();
    durable.register(configurer);
    axon = more.apply(configurer).start();
    appender = durable.appender(axon);
  }

  AxonConfiguration axon() {
    return axon;
  }

  /** A frame for a saga; its first one starts it. Counts on it being appended. */
  Frame frame(String saga, SagaEvent... events) {
    Saga before = sagas.get(saga);
    Frame frame = encode(saga, before, events);
    sagas.put(
        saga, new Saga(frame.sagaKey(), frame.firstSequence() + frame.size(), frame.lastHash()));
    return frame;
  }

  private Frame encode(String saga, @Nullable Saga before, SagaEvent... events) {
    List<Entry> entries = new ArrayList<>();
    for (SagaEvent event : events) {
      entries.add(new Entry(event, ORIGIN));
    }
    if (before == null) {
      Birth birth = new Birth("r".repeat(64), DEFINITION, NOON);
      long key = keys.next(NOON);
      return encoder.encode(key, saga, 0, Hash.genesis(saga), entries, birth);
    }
    return encoder.encode(before.key(), saga, before.next(), before.last(), entries, null);
  }

  /** Forgets a frame that was not appended. */
  void forget(String saga) {
    sagas.remove(saga);
  }

  long key(String saga) {
    return log.find(saga).orElseThrow().sagaKey();
  }

  static SagaEvent started(String saga) {
    return new SagaEvent.SagaStarted(NOON, saga, DEFINITION, Map.of("amount", 7L), Map.of(), null);
  }

  static SagaEvent ended() {
    return new SagaEvent.SagaEnded(NOON, SagaStatus.COMPLETED, List.of(), null);
  }

  static SagaEvent reopened() {
    return new SagaEvent.SagaReopened(NOON, "a late word");
  }

  static SagaEvent note(int number) {
    return new SagaEvent.CancelRequested(NOON, "anna", "note " + number);
  }

  @Override
  public void close() {
    axon.shutdown();
    durable.close();
    source.close();
  }
}
