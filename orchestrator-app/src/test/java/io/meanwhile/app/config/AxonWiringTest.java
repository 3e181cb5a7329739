package io.meanwhile.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.Meanwhile;
import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.CommandMessages;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.engine.StartRequest;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.SimpleEventHandlingComponent;
import org.axonframework.messaging.eventhandling.configuration.EventProcessorModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What foreign Axon code beside the product can do: put commands on the bus, handle its events. */
class AxonWiringTest {
  private static final String DEFINITION =
      """
      saga: pair
      version: 1
      steps:
        one: { call: desk/one }
        two: { call: desk/two }
      """;

  @TempDir Path directory;

  @Test
  void plainEventHandlerSeesEveryEventInOrder() throws Exception {
    try (ConfigurableApplicationContext context = open()) {
      Orchestrator orchestrator = context.getBean(Orchestrator.class);
      for (int i = 0; i < 20; i++) {
        StartRequest start =
            new StartRequest("s-" + i, "pair", 1, Map.of(), Map.of(), Caller.named("anna"));
        orchestrator.start(start).get(20, TimeUnit.SECONDS);
      }
      for (int i = 0; i < 20; i++) {
        awaitEnd(orchestrator, "s-" + i);
      }
      SagaLog log = context.getBean(SagaLog.class);
      List<String> stored = log.after(0, 10_000).stream().map(StoredEvent::toString).toList();
      List<String> seen = context.getBean(Watching.class).seen;
      waitFor(() -> seen.size() >= stored.size());
      assertThat(seen).containsExactlyElementsOf(stored);
    }
  }

  @Test
  void handlerGoesOnWhereItWasAfterARestart() throws Exception {
    int before;
    try (ConfigurableApplicationContext context = open()) {
      before = runOne(context, "s-1").size();
    }
    try (ConfigurableApplicationContext context = open()) {
      List<String> later = runOne(context, "s-2");
      assertThat(later).allMatch(event -> event.contains("s-2/"));
      SagaLog log = context.getBean(SagaLog.class);
      assertThat(later).hasSize((int) log.head() - before);
    }
  }

  /** Runs one saga; returns what the handler saw once it has seen the newest event. */
  private static List<String> runOne(ConfigurableApplicationContext context, String saga)
      throws Exception {
    Orchestrator orchestrator = context.getBean(Orchestrator.class);
    StartRequest start =
        new StartRequest(saga, "pair", 1, Map.of(), Map.of(), Caller.named("anna"));
    orchestrator.start(start).get(20, TimeUnit.SECONDS);
    awaitEnd(orchestrator, saga);
    SagaLog log = context.getBean(SagaLog.class);
    String newest = log.after(log.head() - 1, 1).getFirst().toString();
    List<String> seen = context.getBean(Watching.class).seen;
    waitFor(() -> seen.contains(newest));
    assertThat(seen).contains(newest);
    return List.copyOf(seen);
  }

  @Test
  void commandOnTheBusStartsASagaAsARecordAMapOrJson() throws Exception {
    try (ConfigurableApplicationContext context = open()) {
      Object record = new CommandMessages.StartSaga("record", "pair", 1, Map.of(), Map.of());
      Map<String, Object> map = Map.of("id", "map", "definition", "pair");
      byte[] json =
          "{\"id\":\"json\",\"definition\":\"pair\",\"input\":{\"amount\":5}}"
              .getBytes(StandardCharsets.UTF_8);
      for (Object payload : List.of(record, map, json)) {
        Receipt receipt = dispatch(context, CommandMessages.START_SAGA, payload).receipt();
        assertThat(receipt).isNotNull().matches(Receipt::created);
      }
      for (String saga : List.of("record", "map", "json")) {
        awaitEnd(context.getBean(Orchestrator.class), saga);
      }
      StoredEvent first = context.getBean(SagaLog.class).after(0, 1).getFirst();
      assertThat(first.metadata().who()).isEqualTo("somebody");
      assertThat(first.metadata().correlation()).isEqualTo("c-1");
    }
  }

  @Test
  void commandThatCannotBeTakenIsRefusedAsAValue() throws Exception {
    try (ConfigurableApplicationContext context = open()) {
      assertThat(refusal(context, CommandMessages.START_SAGA, "{")).isEqualTo("invalid-request");
      assertThat(refusal(context, CommandMessages.START_SAGA, "{}")).isEqualTo("invalid-request");
      assertThat(refusal(context, CommandMessages.START_SAGA, "{\"definition\":\"none\"}"))
          .isEqualTo("unknown-definition");
      assertThat(
              refusal(context, new MessageType("meanwhile.start-saga", "2"), "{\"definition\":1}"))
          .isEqualTo("unsupported-command");
      assertThat(refusal(context, CommandMessages.CANCEL, "{\"saga\":\"x\",\"reason\":\"y\"}"))
          .isEqualTo("unknown-saga");
    }
  }

  private static String refusal(
      ConfigurableApplicationContext context, MessageType type, String json) throws Exception {
    CommandMessages.Refusal refusal =
        dispatch(context, type, json.getBytes(StandardCharsets.UTF_8)).refusal();
    assertThat(refusal).isNotNull();
    return refusal == null ? "" : refusal.code();
  }

  private static CommandMessages.CommandResult dispatch(
      ConfigurableApplicationContext context, MessageType type, Object payload) throws Exception {
    CommandMessage command =
        new GenericCommandMessage(type, payload, Map.of("who", "somebody", "correlation", "c-1"));
    return context
        .getBean(CommandBus.class)
        .dispatch(command, null)
        .thenApply(message -> (CommandMessages.CommandResult) message.payload())
        .get(20, TimeUnit.SECONDS);
  }

  private static void awaitEnd(Orchestrator orchestrator, String saga) throws Exception {
    SagaView view =
        orchestrator
            .await(saga, v -> v.state().ended() != null, Duration.ofSeconds(20))
            .get(30, TimeUnit.SECONDS);
    assertThat(view.state().ended()).isNotNull();
  }

  private static void waitFor(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
  }

  private ConfigurableApplicationContext open() {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Meanwhile.class, Beside.class)
            .run("--server.port=0", "--meanwhile.data-directory=" + directory);
    switch (DefinitionReader.read(DEFINITION, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) ->
          context
              .getBean(Definitions.class)
              .register(new Definitions.Source(DEFINITION, "application/yaml"), definition, "anna");
      case DefinitionReader.Outcome.Flawed(var flaws) -> throw new AssertionError(flaws);
    }
    return context;
  }

  /** A plain Axon handler and what it has seen. */
  static final class Watching {
    final List<String> seen = new CopyOnWriteArrayList<>();
  }

  /** What somebody puts beside the product. */
  @Configuration(proxyBeanMethods = false)
  static class Beside {
    @Bean
    Watching watching() {
      return new Watching();
    }

    @Bean
    AxonExtension watchEverything(Watching watching, EventCodec codec) {
      SimpleEventHandlingComponent component = new SimpleEventHandlingComponent();
      for (String type : codec.types()) {
        component.subscribe(
            new QualifiedName(type),
            (event, _) -> {
              watching.seen.add(String.valueOf(event.payload()));
              return MessageStream.empty();
            });
      }
      return configurer ->
          configurer.messaging(messaging ->
              messaging.eventProcessing(processing ->
                  processing.pooledStreaming(streaming ->
                      streaming.processor(
                          EventProcessorModule.pooledStreaming("watching")
                              .eventHandlingComponents(
                                  components -> components.declarative(_ -> component))
                              .customized((_, processor) -> processor.initialSegmentCount(1))))));
    }

    @Bean
    Participant desk() {
      return new Participant() {
        @Override
        public String name() {
          return "desk";
        }

        @Override
        public Answer perform(EffectRequest request) {
          return Answer.done(Map.of());
        }
      };
    }
  }
}
