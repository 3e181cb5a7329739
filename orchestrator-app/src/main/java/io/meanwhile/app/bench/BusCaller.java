package io.meanwhile.app.bench;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.engine.StartRequest;
import io.meanwhile.core.standing.Statuses;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Over the command bus, in this process. */
final class BusCaller implements Caller {
  /** About as much as an order has to say. */
  static final Map<String, Object> INPUT =
      Map.of(
          "order",
          "order-4711 customer=42 amount=129.90 currency=EUR items=[sku-1,sku-2,sku-3]"
              + " address=\"Main Street 1\" note=leave at the door");

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final io.meanwhile.app.engine.Caller WHO =
      io.meanwhile.app.engine.Caller.named("bench");

  private final Orchestrator orchestrator;

  BusCaller(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  @Override
  public Ended call(Workload workload) throws ExecutionException, InterruptedException {
    String saga = orchestrator.start(request(null, workload)).get().saga();
    return end(saga);
  }

  static StartRequest request(@org.jspecify.annotations.Nullable String id, Workload workload) {
    return new StartRequest(id, workload.definition(), null, INPUT, Map.of(), WHO);
  }

  /** Waits until the saga has ended, a minute at the most. */
  Ended end(String saga) throws ExecutionException, InterruptedException {
    SagaView view = orchestrator.await(saga, state -> state.state().ended() != null, LONGEST).get();
    return new Ended(saga, Statuses.statusOf(view.definition(), view.state()));
  }
}
