package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;

/**
 * The log on a migrated database: what reads it, what appends to it, and how Axon gets to know
 * both. Open one for each database in a process.
 */
public final class DurableLog implements AutoCloseable {
  private final Tail tail = new Tail();
  private final LogWriter writer;
  private final LogReader reader;
  private final OpenSagaIndex open;
  private final JdbcSagaLog log;
  private final SnapshotStore snapshots;
  private final DataSource source;
  private final Dialect dialect;
  private final HeadWatch others;

  private DurableLog(DataSource source, EventCodec codec, boolean synchronous) {
    this.source = source;
    dialect = Dialect.of(source);
    writer = new LogWriter(source, dialect, synchronous, tail);
    reader = new LogReader(source, codec);
    open = new OpenSagaIndex(source, reader, tail);
    log = new JdbcSagaLog(reader, open, tail);
    snapshots = new SnapshotStore(source, reader, tail);
    others = new HeadWatch(reader::head, writer::noteHead);
  }

  /**
   * Opens the log.
   *
   * @param source a database that {@link LogSchema} has migrated
   * @throws LogUnavailableException when it cannot be opened
   */
  public static DurableLog open(DataSource source, EventCodec codec) {
    return open(source, codec, true);
  }

  /**
   * Opens the log.
   *
   * @param synchronous false acknowledges before the database has been told to bring it to disk
   * @throws LogUnavailableException when it cannot be opened
   */
  public static DurableLog open(DataSource source, EventCodec codec, boolean synchronous) {
    DurableLog log = new DurableLog(source, codec, synchronous);
    log.writer.recover();
    if (log.dialect.shared()) {
      log.others.start();
    }
    return log;
  }

  /** The log as it is read. */
  public SagaLog reading() {
    return log;
  }

  /** What a start reads of the sagas that are open. */
  public OpenSagaIndex openSagas() {
    return open;
  }

  /** Shortcuts to the state of long sagas. */
  public SnapshotStore snapshots() {
    return snapshots;
  }

  /** Keys for new sagas, larger than every key in the log. */
  public SagaKeys keys() {
    try (Connection connection = source.getConnection()) {
      return dialect.keys(connection, reader.largestKey());
    } catch (SQLException e) {
      throw new LogUnavailableException(Failures.reason(e), false, e);
    }
  }

  /** Checks all that is stored. */
  public LogVerification verification() {
    return new LogVerification(reader, tail::head);
  }

  /** Makes the log Axon's event storage, with the tags and payloads that go with it. */
  public void register(EventSourcingConfigurer configurer) {
    configurer.registerEventStorageEngine(_ -> new LogStorageEngine(writer, reader, log, tail));
    configurer.registerTagResolver(_ -> new SagaTagResolver());
    configurer.componentRegistry(
        registry -> registry.registerComponent(Converter.class, _ -> new PayloadConverter()));
  }

  /** What appends, through the Axon configuration that the log was registered with. */
  public FrameAppender appender(AxonConfiguration axon) {
    return new AxonFrameAppender(
        axon.getComponent(EventStore.class),
        axon.getComponent(UnitOfWorkFactory.class),
        writer,
        reader);
  }

  /** Gives the writer's connection back. */
  @Override
  public void close() {
    others.close();
    writer.close();
  }
}
