package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.participant.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what is reported until the test asks for it. */
final class RecordingReporter implements Reporter {
  private final BlockingQueue<Observation> reported = new LinkedBlockingQueue<>();

  @Override
  public void report(Observation observation) {
    reported.add(observation);
  }

  /** The next report; fails when none comes. */
  Observation next() throws InterruptedException {
    Observation observation = reported.poll(20, TimeUnit.SECONDS);
    assertNotNull(observation, "nothing was reported");
    return observation;
  }

  /** What has been reported and not been asked for. */
  List<Observation> rest() {
    List<Observation> rest = new ArrayList<>();
    reported.drainTo(rest);
    return rest;
  }
}
