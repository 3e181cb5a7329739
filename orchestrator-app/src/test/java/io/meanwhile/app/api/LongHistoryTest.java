package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand events are looked at as a whole, and played on from their middle. */
@ExtendWith(WithService.class)
class LongHistoryTest {
  private static final int REPORTS = 10_000;

  private final Service service;

  LongHistoryTest(Service service) {
    this.service = service;
  }

  private void longSaga() throws Exception {
    service.yaml(
        "{saga: patient, version: 1, steps: {only: {call: box/later, deadline: P30D,"
            + " confirm: {depth: 100000}, undo: {call: box/undo}}}}");
    service.post(
        "/api/v1/sagas?wait=PT0.3S", "{\"definition\": \"patient\", \"id\": \"patient-1\"}");
    Orchestrator orchestrator = service.bean(Orchestrator.class);
    Instant start = Instant.now().minusSeconds(60);
    List<CompletableFuture<Receipt>> taken = new ArrayList<>();
    for (int i = 1; i <= REPORTS; i++) {
      Observation seen =
          new Observation(
              EffectKey.action("only", 1),
              "box",
              "o-" + i,
              Report.CONFIRMED,
              i,
              null,
              null,
              null,
              null,
              start.plusMillis(i));
      taken.add(orchestrator.observe("patient-1", seen, Caller.named("test")));
      if (i % 500 == 0) { // no more at once than are let in
        taken.getLast().get(60, TimeUnit.SECONDS);
      }
    }
    for (CompletableFuture<Receipt> receipt : taken) {
      receipt.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aLongHistoryIsPlayedOnFromItsMiddleWithinBounds() throws Exception {
    longSaga();
    String saga = "/api/v1/sagas/patient-1";

    Answer history =
        service.post(
            saga + "/what-if",
            "{\"at\": 5000, \"then\": \"history\", \"limit\": 10000, \"changes\": [{\"command\":"
                + " {\"type\": \"cancel\", \"reason\": \"too slow\"}}]}");
    Answer bounded =
        service.post(saga + "/what-if", "{\"at\": 5, \"then\": \"history\", \"limit\": 10}");

    assertThat(history.status()).as(history.text()).isEqualTo(200);
    assertThat(history.json().get("verdict").asString()).isEqualTo("goes-backward");
    assertThat(history.json().get("follows").size()).isGreaterThan(5000);
    assertThat(history.json().at("/standing/status").asString()).isEqualTo("COMPENSATED");
    assertThat(bounded.json().at("/stopped/why").asString()).isEqualTo("limit");
    assertThat(bounded.json().get("follows").size()).isEqualTo(10);
    assertThat(service.get(saga + "?sequence=9000").json().get("sequence").asString())
        .isEqualTo("9000");
    assertThat(service.get(saga + "/diff?from=1").json().get("events").size())
        .isGreaterThanOrEqualTo(REPORTS);
  }
}
