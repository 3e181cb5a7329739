package io.meanwhile.sagas.participants;

import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.sagas.bridge.BridgeObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what an observer should look at: the effects that open sagas of one definition have asked
 * of the observer's chain. The log says so itself, so that no participant has to be trusted.
 */
final class Lookout {
  private static final System.Logger LOG = System.getLogger(Lookout.class.getName());
  private static final String REQUESTED = "meanwhile.saga.effect-requested";
  private static final int PAGE = 1000;

  private final Orchestrator orchestrator;
  private final BridgeObserver observer;
  private final String definition;
  private final Map<String, Long> read = new HashMap<>();
  private boolean reachable = true;

  Lookout(Orchestrator orchestrator, BridgeObserver observer, String definition) {
    this.orchestrator = orchestrator;
    this.observer = observer;
    this.definition = definition;
  }

  /** Looks again and again, until interrupted. */
  void run(Duration interval) throws InterruptedException {
    while (true) {
      try {
        look();
        reachable = true;
      } catch (IOException | RuntimeException e) {
        if (reachable) {
          LOG.log(Level.WARNING, "will ask the orchestrator again: {0}", e.toString());
        }
        reachable = false;
      }
      Thread.sleep(interval);
    }
  }

  /** Whatever is over is forgotten; reopened it is read from its beginning. */
  private void look() throws IOException, InterruptedException {
    Set<String> open = new HashSet<>();
    String cursor = null;
    do {
      JsonNode page = orchestrator.openSagas(definition, cursor);
      for (JsonNode saga : page.required("sagas").values()) {
        String id = saga.required("id").asString();
        open.add(id);
        readOn(id, Long.parseLong(saga.required("sequence").asString()));
      }
      cursor = page.path("next").asStringOpt().orElse(null);
    } while (cursor != null);
    read.keySet().retainAll(open);
  }

  private void readOn(String saga, long events) throws IOException, InterruptedException {
    long last = read.getOrDefault(saga, -1L);
    boolean more = last + 1 < events;
    while (more) {
      JsonNode page = orchestrator.events(saga, last).required("events");
      for (JsonNode event : page.values()) {
        follow(saga, event);
        last = Long.parseLong(event.required("sequence").asString());
      }
      read.put(saga, last);
      more = page.size() == PAGE;
    }
  }

  private void follow(String saga, JsonNode event) {
    JsonNode data = event.path("data");
    boolean ours =
        event.required("type").asString().equals(REQUESTED)
            && data.path("to").asString("").startsWith(observer.participant() + "/");
    if (!ours) {
      return;
    }
    try {
      observer.follow(
          saga,
          EffectKey.parse(data.required("effect").asString()),
          input(data.path("input")),
          orchestrator.reporter(saga));
    } catch (RejectedException e) {
      LOG.log(Level.WARNING, "not looking at an effect of {0}: {1}", saga, e.getMessage());
    }
  }

  private static @Nullable Object input(JsonNode input) {
    return input.isMissingNode()
        ? null
        : Json.copy(JsonMapper.shared().convertValue(input, Object.class));
  }
}
