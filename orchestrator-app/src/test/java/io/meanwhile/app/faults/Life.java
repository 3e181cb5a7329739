package io.meanwhile.app.faults;

import io.meanwhile.app.config.ListParts;
import io.meanwhile.app.dispatch.Dispatcher;
import io.meanwhile.app.engine.BusOrchestrator;
import io.meanwhile.app.engine.CommandHandlers;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Engine;
import io.meanwhile.app.engine.EngineLimits;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SchemaInputCheck;
import io.meanwhile.app.engine.SnapshotPolicy;
import io.meanwhile.app.engine.StoredDefinitions;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.DefinitionStore;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.LogSchema;
import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.projections.SagaList;
import io.meanwhile.app.projections.SagaListProcessor;
import io.meanwhile.core.participant.Participant;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandBus;

/** The engine from start to end, on a database that may be watched. */
final class Life implements AutoCloseable {
  /** Of every saga, as soon as there is time for it. */
  private static final SnapshotPolicy SNAPSHOTS =
      new SnapshotPolicy(1, 1, 1, Duration.ofMinutes(5), 256);

  final DurableLog log;
  final DataSource plain;
  final Engine engine;
  final Orchestrator orchestrator;
  final SagaList list;
  private final SagaListProcessor listed;
  private final Definitions definitions;
  private final AxonConfiguration axon;

  Life(
      DataSource plain,
      DataSource watched,
      DataSource listing,
      Participant participant,
      Moments moments) {
    this.plain = plain;
    LogSchema.migrate(plain);
    EventCodec codec = new EventCodec();
    log = DurableLog.open(watched, codec);
    EventSourcingConfigurer configurer = EventSourcingConfigurer.create();
    log.register(configurer);
    configurer.componentRegistry(registry -> registry.disableEnhancer(ListParts.updateChecker()));
    axon = configurer.start();
    definitions = new StoredDefinitions(new DefinitionStore(watched), Clock.systemUTC());
    engine =
        new Engine(
            new Engine.LogAccess(
                log.appender(axon),
                log.reading(),
                log.openSagas(),
                log.keys(),
                codec,
                new Engine.Snapshots(log.snapshots(), SNAPSHOTS)),
            new Engine.Surroundings(
                definitions,
                new SchemaInputCheck(),
                ParticipantRegistry.builder().inProcess(participant).build(),
                new Dispatcher.Limits(64, Duration.ofDays(7)),
                Clock.systemUTC(),
                moments),
            EngineLimits.DEFAULT);
    CommandBus bus = axon.getComponent(CommandBus.class);
    new CommandHandlers(engine, axon.getComponent(Converter.class)).subscribeTo(bus);
    orchestrator = new BusOrchestrator(bus, engine);
    engine.start();
    list = new SagaList(listing, log.reading(), Clock.systemUTC());
    listed =
        new SagaListProcessor(
            ListParts.on(axon, listing, "the only one"),
            log.reading(),
            engine.sagas(),
            engine::listed);
    listed.start();
  }

  void define(String yaml) {
    switch (DefinitionReader.read(yaml, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) ->
          definitions.register(
              new Definitions.Source(yaml, "application/yaml"), definition, "anna");
      case DefinitionReader.Outcome.Flawed(var flaws) -> throw new AssertionError(flaws);
    }
  }

  @Override
  public void close() {
    listed.close();
    engine.close();
    axon.shutdown();
    log.close();
  }
}
