package io.meanwhile.app.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.children.ChildSagas;
import io.meanwhile.app.children.Children;
import io.meanwhile.app.decisions.OpenDecisions;
import io.meanwhile.app.dispatch.Dispatcher;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.DefinitionStore;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.LogSchema;
import io.meanwhile.app.log.MessageStore;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.messages.Deliveries;
import io.meanwhile.app.messages.MessageLimits;
import io.meanwhile.app.messages.Messages;
import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.jspecify.annotations.Nullable;

/** The engine on a real database, with Axon in front of it and participants that are lambdas. */
final class House implements AutoCloseable {
  static final Caller ANNA = Caller.named("anna");
  static final Duration LONG = Duration.ofSeconds(20);

  final HikariDataSource source;
  final DurableLog durable;
  final SagaLog log;
  final FrameAppender appender;
  final Definitions definitions;
  final Engine engine;
  final Orchestrator orchestrator;
  final CommandBus bus;
  final Messages messages;
  final Children children;
  private final AtomicReference<Orchestrator> own = new AtomicReference<>();
  final OpenDecisions decisions = new OpenDecisions();
  private final AxonConfiguration axon;
  private final AtomicBoolean killed = new AtomicBoolean();

  /** What a participant does. */
  interface Performing {
    @Nullable Answer perform(EffectRequest request) throws Exception;
  }

  /** How the house is built. */
  static final class Plan {
    private final Database database;
    private final Map<String, Performing> participants = new LinkedHashMap<>();
    private UnaryOperator<DataSource> between = UnaryOperator.identity();
    private UnaryOperator<FrameAppender> appender = UnaryOperator.identity();
    private EngineLimits limits = EngineLimits.DEFAULT;
    private SnapshotPolicy snapshots = SnapshotPolicy.DEFAULT;
    private MessageLimits messages = MessageLimits.DEFAULT;
    private Dispatcher.Limits dispatch = new Dispatcher.Limits(64, Duration.ofDays(7));

    private Plan(Database database) {
      this.database = database;
    }

    Plan participant(String name, Performing performing) {
      participants.put(name, performing);
      return this;
    }

    /** What lies between the log and its database. */
    Plan between(UnaryOperator<DataSource> wrap) {
      between = wrap;
      return this;
    }

    Plan appender(UnaryOperator<FrameAppender> wrap) {
      appender = wrap;
      return this;
    }

    Plan limits(EngineLimits bounds) {
      limits = bounds;
      return this;
    }

    Plan snapshots(SnapshotPolicy policy) {
      snapshots = policy;
      return this;
    }

    Plan messages(MessageLimits bounds) {
      messages = bounds;
      return this;
    }

    Plan callsPerParticipant(int calls) {
      dispatch = new Dispatcher.Limits(calls, Duration.ofDays(7));
      return this;
    }

    House open() {
      return new House(this);
    }
  }

  /** On H2 in a directory. */
  static Plan in(Path directory) {
    return in(Store.H2.at(directory));
  }

  static Plan in(Database database) {
    return new Plan(database);
  }

  private House(Plan plan) {
    source = plan.database.open();
    LogSchema.migrate(source);
    EventCodec codec = new EventCodec();
    DataSource seen = plan.between.apply(source);
    durable = DurableLog.open(seen, codec);
    log = durable.reading();
    EventSourcingConfigurer configurer = EventSourcingConfigurer.create();
    durable.register(configurer);
    axon = configurer.start();
    appender = durable.appender(axon);
    definitions = new StoredDefinitions(new DefinitionStore(seen), Clock.systemUTC());
    engine =
        new Engine(
            new Engine.LogAccess(
                new Mortal(plan.appender.apply(appender), killed),
                log,
                durable.openSagas(),
                durable.keys(),
                codec,
                new Engine.Snapshots(durable.snapshots(), plan.snapshots)),
            new Engine.Surroundings(
                definitions,
                new SchemaInputCheck(),
                registry(plan.participants, own),
                plan.dispatch,
                Clock.systemUTC(),
                Moments.UNNOTICED),
            plan.limits);
    bus = axon.getComponent(CommandBus.class);
    new CommandHandlers(engine, axon.getComponent(Converter.class)).subscribeTo(bus);
    orchestrator = new BusOrchestrator(bus, engine);
    own.set(orchestrator);
    messages =
        new Messages(
            new MessageStore(seen), plan.messages, new Deliveries(orchestrator), Clock.systemUTC());
    messages.start();
    children = new Children(orchestrator);
    engine.attend(Attendant.all(List.of(messages, decisions, children)));
    engine.start();
  }

  private static ParticipantRegistry registry(
      Map<String, Performing> participants, AtomicReference<Orchestrator> own) {
    ParticipantRegistry.Builder registry =
        ParticipantRegistry.builder().own(new ChildSagas(() -> Objects.requireNonNull(own.get())));
    participants.forEach((name, what) -> registry.inProcess(new Lambda(name, what)));
    return registry.build();
  }

  private record Lambda(String name, Performing what) implements Participant {
    @Override
    @SuppressWarnings("NullAway") // a participant that answers nothing is part of the tests
    public Answer perform(EffectRequest request) throws Exception {
      return what.perform(request);
    }
  }

  House define(String yaml) {
    switch (DefinitionReader.read(yaml, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) ->
          definitions.register(
              new Definitions.Source(yaml, "application/yaml"), definition, "anna");
      case DefinitionReader.Outcome.Flawed(var flaws) -> throw new AssertionError(flaws);
    }
    return this;
  }

  static StartRequest request(@Nullable String id, String definition) {
    return new StartRequest(id, definition, null, Map.of("amount", 5L), Map.of(), ANNA);
  }

  Receipt start(@Nullable String id, String definition) throws Exception {
    return orchestrator.start(request(id, definition)).get(20, TimeUnit.SECONDS);
  }

  SagaView await(String saga, Predicate<SagaView> until) throws Exception {
    SagaView view = orchestrator.await(saga, until, LONG).get(30, TimeUnit.SECONDS);
    if (!until.test(view)) {
      throw new AssertionError("not reached: " + view.state() + "\n" + events(saga));
    }
    return view;
  }

  SagaView awaitEnd(String saga) throws Exception {
    return await(saga, view -> view.state().ended() != null);
  }

  List<SagaEvent> events(String saga) {
    return stored(saga).stream().map(StoredEvent::event).toList();
  }

  List<StoredEvent> stored(String saga) {
    return log.events(log.find(saga).orElseThrow().sagaKey(), 0, 10_000);
  }

  /** From now on it writes nothing, as if its process were gone; it is not to be closed. */
  void kill() {
    killed.set(true);
  }

  private record Mortal(FrameAppender log, AtomicBoolean killed) implements FrameAppender {
    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      if (killed.get()) {
        new CountDownLatch(1).await();
      }
      log.append(group);
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }

  @Override
  public void close() {
    messages.close();
    children.close();
    engine.close();
    axon.shutdown();
    durable.close();
    source.close();
  }
}
