package io.meanwhile.sagas.simulated;

import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two simulated chains whose blocks are made by hand, and everything they report. */
final class Chains implements AutoCloseable {
  static final String ALICE = "0x" + "a1".repeat(20);
  static final String BOB = "0x" + "b0".repeat(20);
  static final int CONFIRMATIONS = 3;

  final BlockingQueue<Observation> reports = new LinkedBlockingQueue<>();
  private final Reporter reporter = reports::add;
  private final Path directory;
  SimulatedChain source;
  SimulatedChain target;

  Chains(Path directory) throws IOException {
    this.directory = directory;
    source = SimulatedChain.source(directory, CONFIRMATIONS, InstantSource.system());
    target = SimulatedChain.target(directory, CONFIRMATIONS, InstantSource.system());
  }

  static String account(String digits) {
    return "0x" + "0".repeat(36) + digits;
  }

  Answer lock(String saga, Object amount, String holder) throws Exception {
    return source.perform(lockRequest(saga, amount, holder));
  }

  EffectRequest lockRequest(String saga, Object amount, String holder) {
    Map<String, Object> input = Map.of("amount", amount, "holder", holder);
    return request(saga + "/lock/action/1", saga, "lock", input, false);
  }

  Answer probeLock(String saga, Object amount, String holder) throws Exception {
    Map<String, Object> input = Map.of("amount", amount, "holder", holder);
    return source.perform(request(saga + "/lock/action/1", saga, "lock-status", input, true));
  }

  Answer mint(String saga, Object amount, String receiver) throws Exception {
    Map<String, Object> input = Map.of("amount", amount, "to", receiver);
    return target.perform(request(saga + "/mint/action/1", saga, "mint", input, false));
  }

  Answer unlock(String saga, int generation) throws Exception {
    return source.perform(undo(saga, "lock", "unlock", generation));
  }

  Answer burn(String saga) throws Exception {
    return target.perform(undo(saga, "mint", "burn", 1));
  }

  EffectRequest request(String key, String saga, String operation, Object input, boolean probe) {
    return new EffectRequest(
        key, saga, operation, Direction.ACTION, probe, 1, input, null, reporter);
  }

  private EffectRequest undo(String saga, String step, String operation, int generation) {
    return new EffectRequest(
        saga + "/" + step + "/compensation/1/" + generation,
        saga,
        operation,
        Direction.COMPENSATION,
        false,
        1,
        Map.of(),
        new EffectRequest.OriginalAction(saga + "/" + step + "/action/1", null, null),
        reporter);
  }

  /** The next report, which must say this. */
  Observation reported(Report status) throws InterruptedException {
    Observation next =
        Objects.requireNonNull(reports.poll(20, TimeUnit.SECONDS), "nothing was reported");
    if (next.status() != status) {
      throw new AssertionError("expected " + status + ", reported was " + next);
    }
    return next;
  }

  /** Ends both and starts them again, with nothing but their files. */
  void restart() throws IOException {
    close();
    source = SimulatedChain.source(directory, CONFIRMATIONS, InstantSource.system());
    target = SimulatedChain.target(directory, CONFIRMATIONS, InstantSource.system());
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }
}
