package io.meanwhile.app.config;

import io.meanwhile.app.children.ChildSagas;
import io.meanwhile.app.children.Children;
import io.meanwhile.app.decisions.OpenDecisions;
import io.meanwhile.app.dispatch.Dispatcher;
import io.meanwhile.app.engine.Attendant;
import io.meanwhile.app.engine.BusOrchestrator;
import io.meanwhile.app.engine.CommandHandlers;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Engine;
import io.meanwhile.app.engine.EngineLimits;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SchemaInputCheck;
import io.meanwhile.app.engine.SnapshotPolicy;
import io.meanwhile.app.engine.StoredDefinitions;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.DefinitionStore;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.OpenSagaIndex;
import io.meanwhile.app.log.SagaKeys;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.messages.Messages;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.app.participants.HttpParticipant;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.participants.SecretFile;
import io.meanwhile.app.participants.SecretSource;
import io.meanwhile.app.participants.Secrets;
import io.meanwhile.app.schedules.Schedules;
import io.meanwhile.core.participant.Participant;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The engine, its participants and what the rest of the service sees of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeanwhileProperties.class)
class EngineWiring {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  EffectTokens effectTokens(MeanwhileProperties properties) {
    return new EffectTokens(
        SecretFile.readOrCreate(properties.dataDirectory().resolve("keys").resolve("effects")));
  }

  @Bean
  ParticipantRegistry participantRegistry(
      MeanwhileProperties properties,
      EffectTokens tokens,
      ObjectProvider<Participant> beans,
      ObjectProvider<Orchestrator> orchestrator,
      Environment environment) {
    HttpParticipant.Wire wire =
        new HttpParticipant.Wire(
            HttpParticipant.Wire.client(properties.limits().connect()),
            tokens,
            new PublicUrl(properties, environment),
            properties.limits().answerBytes());
    ParticipantRegistry.Builder registry =
        ParticipantRegistry.builder()
            .own(new ChildSagas(orchestrator::getObject))
            .secrets(secrets(properties));
    properties
        .participants()
        .forEach((name, participant) -> {
          if (participant.url() != null) {
            registry.add(name, new HttpParticipant(participant.url(), wire));
          }
        });
    // A configured URL is a choice; what merely lies on the class path gives way to it.
    beans.orderedStream().filter(p -> !registry.has(p.name())).forEach(registry::inProcess);
    for (Participant participant : ServiceLoader.load(Participant.class)) {
      if (!registry.has(participant.name())) {
        registry.inProcess(participant);
      }
    }
    return registry.build();
  }

  /** Also where somebody lets the settings be shown with their values. */
  @Bean
  SanitizingFunction secretsStayHidden(ObjectProvider<ParticipantRegistry> participants) {
    return setting -> {
      boolean own = setting.getLowerCaseKey().replace('_', '.').startsWith("meanwhile.secrets.");
      Object value = setting.getValue();
      boolean shows =
          value != null
              && participants.getObject().secrets().redaction().shows(String.valueOf(value));
      return own || shows ? setting.withSanitizedValue() : setting;
    };
  }

  private static Secrets secrets(MeanwhileProperties properties) {
    Map<String, Set<String>> allowed = new LinkedHashMap<>();
    properties.participants().forEach((name, one) -> allowed.put(name, one.secrets()));
    return new Secrets(
        new SecretSource(properties.secrets(), properties.secretsDirectory()), allowed);
  }

  @Bean
  Definitions definitions(DefinitionStore store, Clock clock) {
    return new StoredDefinitions(store, clock);
  }

  @Bean
  Engine engine(
      FrameAppender appender,
      SagaLog log,
      OpenSagaIndex open,
      SagaKeys keys,
      EventCodec codec,
      DurableLog durable,
      Definitions definitions,
      ParticipantRegistry participants,
      Clock clock,
      MeanwhileProperties properties) {
    MeanwhileProperties.Limits limits = properties.limits();
    Dispatcher.Limits dispatch =
        new Dispatcher.Limits(limits.callsPerParticipant(), properties.security().tokenGrace());
    EngineLimits bounds =
        EngineLimits.DEFAULT.with(
            limits.lanes(),
            limits.startsWaiting(),
            limits.hotSagas(),
            limits.hotSize() == null ? EngineLimits.quarterOfMemory() : limits.hotSize().toBytes());
    return new Engine(
        new Engine.LogAccess(appender, log, open, keys, codec, snapshots(durable, properties)),
        new Engine.Surroundings(definitions, new SchemaInputCheck(), participants, dispatch, clock),
        bounds);
  }

  private static Engine.Snapshots snapshots(DurableLog durable, MeanwhileProperties properties) {
    MeanwhileProperties.Snapshots asked = properties.snapshots();
    SnapshotPolicy policy =
        asked.enabled()
            ? SnapshotPolicy.DEFAULT.with(
                asked.events(), asked.idleEvents(), asked.endedEvents(), asked.idle())
            : SnapshotPolicy.NEVER;
    return new Engine.Snapshots(durable.snapshots(), policy);
  }

  @Bean
  Orchestrator orchestrator(Engine engine, CommandBus bus, AxonConfiguration axon) {
    new CommandHandlers(engine, axon.getComponent(Converter.class)).subscribeTo(bus);
    return new BusOrchestrator(bus, engine);
  }

  @Bean
  StartsLast engineStart(
      Engine engine,
      Messages messages,
      OpenDecisions decisions,
      Children children,
      Schedules schedules) {
    return new StartsLast(() -> {
      messages.start();
      engine.attend(Attendant.all(List.of(messages, decisions, children)));
      engine.start();
      schedules.start();
    });
  }
}
