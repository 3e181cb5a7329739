package io.meanwhile.app.bench;

import io.meanwhile.app.Meanwhile;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.projections.SagaList;
import io.meanwhile.core.participant.Participant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service as it always starts, on a free port of loopback, in this process. */
final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final EngineBegins begins;

  private RunningService(ConfigurableApplicationContext context, EngineBegins begins) {
    this.context = context;
    this.begins = begins;
  }

  /** What the service is started with on the plan's store. */
  static List<String> arguments(BenchmarkPlan plan, @Nullable BenchSchema schema) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--logging.level.root=WARN",
                "--meanwhile.data-directory=" + plan.directory()));
    if (schema != null) {
      arguments.addAll(schema.properties());
    }
    return arguments;
  }

  /** Starts it with a participant in this process. */
  static RunningService start(List<String> arguments, Participant performs) {
    SpringApplication application = new SpringApplication(Meanwhile.class);
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean("benchParticipant", Participant.class, () -> performs));
    return start(application, arguments);
  }

  /** Starts it with a participant over HTTP. */
  static RunningService start(List<String> arguments, String participantUrl) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--meanwhile.participants." + NoOpParticipant.NAME + ".url=" + participantUrl);
    return start(new SpringApplication(Meanwhile.class), all);
  }

  private static RunningService start(SpringApplication application, List<String> arguments) {
    EngineBegins begins = new EngineBegins();
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean("benchBegins", EngineBegins.class, () -> begins));
    RunningService service =
        new RunningService(application.run(arguments.toArray(String[]::new)), begins);
    for (Workload workload : Workload.values()) {
      service.register(workload.yaml());
    }
    return service;
  }

  private void register(String yaml) {
    switch (DefinitionReader.read(yaml, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine fine ->
          context
              .getBean(Definitions.class)
              .register(
                  new Definitions.Source(yaml, "application/yaml"), fine.definition(), "bench");
      case DefinitionReader.Outcome.Flawed flawed ->
          throw new IllegalStateException(flawed.flaws().toString());
    }
  }

  /** When its engine began to work, on {@link System#nanoTime}. */
  long begunNanos() {
    return begins.nanos();
  }

  Orchestrator orchestrator() {
    return context.getBean(Orchestrator.class);
  }

  SagaLog log() {
    return context.getBean(SagaLog.class);
  }

  DataSource store() {
    return context.getBean(DataSource.class);
  }

  /** How far the list of sagas is behind the log now. */
  double listLagMillis() {
    return context.getBean(SagaList.class).lag().lag().toNanos() / 1e6;
  }

  /** Its API on loopback, without a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
  }
}
