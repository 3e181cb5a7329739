package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.meanwhile.sagas.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running transfer, as the service's API shows it. */
record Transfer(ServiceProcess service, String id) {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  static Transfer start(ServiceProcess service, String definition, String id, Map<String, ?> input)
      throws IOException, InterruptedException {
    service.post(
        "sagas",
        "application/json",
        JsonMapper.shared()
            .writeValueAsString(Map.of("definition", definition, "id", id, "input", input)));
    return new Transfer(service, id);
  }

  /** Waits for the end, and demands that it is this one. */
  void endsAs(String status) throws IOException, InterruptedException {
    await(
        status,
        () -> {
          String now = field("", "status");
          return !now.equals("RUNNING") && !now.equals("COMPENSATING") && !now.equals("CONFIRMED");
        });
    assertEquals(status, field("", "status"), () -> "standing: " + field("/standing", ""));
  }

  /** Waits until this depth of the effect is in the log. */
  void hasRecorded(String effect, int depth) throws InterruptedException {
    await(
        effect + " at depth " + depth,
        () ->
            has(
                "observation-recorded",
                data ->
                    data.at("/observation/effect").asString().equals(effect)
                        && data.at("/observation/depth").asInt(0) >= depth));
  }

  /** Waits until the log has such an event about the effect. */
  void hasRecorded(String effect, String type, String field, String value)
      throws InterruptedException {
    await(
        effect + " " + type + " " + value,
        () ->
            has(
                type,
                data ->
                    data.path("effect")
                            .asString(data.at("/observation/effect").asString(""))
                            .equals(effect)
                        && data.path(field).asString("").equals(value)));
  }

  /** Waits for the question about this effect, and answers it as an operator would. */
  void answer(String effect, String choice) throws IOException, InterruptedException {
    await("a question about " + effect, () -> question(effect) != null);
    service.post(
        "sagas/" + id + "/commands",
        "application/json",
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "type",
                    "answer",
                    "question",
                    Objects.requireNonNull(question(effect)),
                    "choice",
                    choice,
                    "reason",
                    "looked at both chains")));
  }

  private @Nullable Integer question(String effect) {
    return json("/standing")
        .get("blockedBy")
        .valueStream()
        .filter(open -> open.path("effect").asString("").equals(effect))
        .map(open -> open.get("question").asInt())
        .findFirst()
        .orElse(null);
  }

  /** What came of it, by the definition. */
  String result(String name) {
    return json("").at("/result/" + name).asString();
  }

  /** The number of requests for this effect's step and direction, all generations. */
  long requested(String effects) throws IOException, InterruptedException {
    return events().stream()
        .filter(event -> event.get("type").asString().equals("meanwhile.saga.effect-requested"))
        .filter(event -> event.at("/data/effect").asString().startsWith(effects))
        .count();
  }

  /** All events so far, the oldest first. */
  List<JsonNode> events() throws IOException, InterruptedException {
    return service
        .get("sagas/" + id + "/events?limit=1000")
        .required("events")
        .valueStream()
        .toList();
  }

  /** Waits for anything. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("waited " + LONGEST + " for: " + what);
      }
      Thread.sleep(30);
    }
  }

  private boolean has(String type, Predicate<JsonNode> test) {
    try {
      return events().stream()
          .filter(event -> event.get("type").asString().equals("meanwhile.saga." + type))
          .anyMatch(event -> test.test(event.get("data")));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String field(String path, String name) {
    JsonNode shown = json(path);
    return name.isEmpty() ? shown.toString() : shown.get(name).asString();
  }

  private JsonNode json(String path) {
    try {
      return service.get("sagas/" + id + path);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
