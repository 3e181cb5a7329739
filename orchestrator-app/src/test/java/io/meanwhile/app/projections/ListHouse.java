package io.meanwhile.app.projections;

import io.meanwhile.app.api.Service;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SagaStates;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A service with some sagas, and its list seen from inside. */
final class ListHouse implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Service service;
  final SagaList list;
  final SagaLog log;
  final JdbcClient database;

  ListHouse(Path directory) {
    service = Service.start(directory, "--meanwhile.limits.body-bytes=2000000");
    list = service.bean(SagaList.class);
    log = service.bean(SagaLog.class);
    database = JdbcClient.create(service.bean(ListDatabase.class).source());
    service.yaml("{saga: fine, version: 1, steps: {put: {call: box/put}}}");
    service.yaml("{saga: open, version: 1, steps: {wait: {call: box/later}}}");
    service.yaml("{saga: stuck, version: 1, steps: {ask: {call: nobody/ask}}}");
    service.yaml(
        """
        saga: turned
        version: 1
        steps:
          put: { call: box/put, undo: { call: box/undo } }
          refused: { call: box/refuse }
        """);
  }

  /** Starts a saga; waits for nothing but that it is durable. */
  void start(String definition, String id, Map<String, ?> attributes) {
    Map<String, ?> body = Map.of("definition", definition, "id", id, "attributes", attributes);
    Service.Answer answer = service.post("/api/v1/sagas", JSON.writeValueAsString(body));
    if (answer.status() != 202) {
      throw new AssertionError(answer.text());
    }
  }

  /** Until no saga moves by itself any more and the list knows. */
  void settle() throws InterruptedException {
    await(() ->
        sagas().stream()
            .map(this::view)
            .allMatch(view ->
                view.state().ended() != null
                    || view.state().parked()
                    || view.definition().ref().name().equals("open")));
    caughtUp();
  }

  void caughtUp() throws InterruptedException {
    await(() -> list.lag().behind() == 0);
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tries = 0; tries < 1500; tries++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("it does not come");
  }

  Set<String> sagas() {
    Set<String> ids = new LinkedHashSet<>();
    List<StoredEvent> page = log.after(0, 1000);
    while (!page.isEmpty()) {
      page.forEach(event -> ids.add(event.saga()));
      page = log.after(page.getLast().position(), 1000);
    }
    return ids;
  }

  SagaView view(String saga) {
    return service.bean(Orchestrator.class).find(saga).orElseThrow();
  }

  /** Everything in the list's tables but how far it is. */
  List<String> rows() {
    return all("SELECT * FROM saga_list ORDER BY saga_key");
  }

  List<String> terms() {
    return all("SELECT * FROM saga_list_term ORDER BY saga_key, field, content");
  }

  private List<String> all(String sql) {
    return database.sql(sql).query().listOfRows().stream().map(Object::toString).toList();
  }

  /** Another processor in the place of the service's own, which has to be closed before. */
  SagaListProcessor processor(SagaStates states) {
    return processor(states, _ -> {});
  }

  SagaListProcessor processor(SagaStates states, Consumer<Instant> listed) {
    SagaListProcessor processor =
        new SagaListProcessor(service.bean(SagaListProcessor.Parts.class), log, states, listed, 1);
    processor.start();
    return processor;
  }

  void forgetProgress() {
    int _ = database.sql("DELETE FROM saga_list_progress").update();
  }

  @Override
  public void close() {
    service.close();
  }
}
