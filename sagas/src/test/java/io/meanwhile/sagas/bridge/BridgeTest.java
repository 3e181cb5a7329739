package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tests of the bridge's participants have in common: two fresh chains, tokens conserved.
 */
abstract class BridgeTest {
  final RecordingReporter reports = new RecordingReporter();
  TwoChains chains;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    chains = new TwoChains(directory);
  }

  @AfterEach
  void stop() throws Exception {
    int onSource = chains.held() + chains.locked();
    int bridged = chains.bridged();
    int locked = chains.locked();
    chains.close();
    assertEquals(TwoChains.SUPPLY, onSource);
    assertTrue(bridged <= locked, bridged + " bridged, but " + locked + " locked");
  }

  Observation seen(Report status, int depth) throws InterruptedException {
    Observation observation = reports.next();
    assertEquals(status, observation.status(), observation.toString());
    assertEquals(depth, observation.depth(), observation.toString());
    return observation;
  }
}
