package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.FaultyDisk;
import io.meanwhile.app.log.FaultyDisk.Trouble;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk under the embedded database is full, lies or errs for a while: callers hear it, nothing
 * acknowledged is lost, and all goes on by itself once the disk is well again.
 */
@Timeout(120)
class DiskTest {
  @TempDir Path directory;

  @AfterEach
  void heal() {
    FaultyDisk.have(Trouble.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"FULL", "TORN", "NO_SYNC"})
  void afterADiskThatFailedAllGoesOnByItself(Trouble trouble) throws Exception {
    try (Crowd crowd = new Crowd();
        House house =
            House.in(FaultyDisk.database(directory)).participant("shop", crowd::perform).open()) {
      crowd.into(house).awaitAcknowledged(50);
      for (int round = 0; round < 3; round++) {
        FaultyDisk.have(trouble);
        crowd.awaitRefused(20);
        FaultyDisk.have(Trouble.NONE);
        crowd.awaitAcknowledged(50);
      }
      crowd.judge();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SHORT", "SLOW"})
  void aDiskThatTakesItsTimeIsNoFailure(Trouble trouble) throws Exception {
    try (Crowd crowd = new Crowd();
        House house =
            House.in(FaultyDisk.database(directory)).participant("shop", crowd::perform).open()) {
      crowd.into(house).awaitAcknowledged(20);
      FaultyDisk.have(trouble);
      crowd.awaitAcknowledged(60);
      assertThat(crowd.refusals()).isZero();
      FaultyDisk.have(Trouble.NONE);
      crowd.judge();
    }
  }
}
