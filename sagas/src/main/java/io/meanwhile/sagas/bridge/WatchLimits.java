package io.meanwhile.sagas.bridge;

import java.time.Duration;

/**
 * How long an effect is watched.
 *
 * @param confirmations depth from which it is left alone, 1 or more; not less than any definition
 *     asks for
 * @param patience longest time, whatever happens; a repeated request or a probe starts it afresh
 * @param most how many effects may be watched at once
 */
record WatchLimits(int confirmations, Duration patience, int most) {

  WatchLimits {
    if (confirmations < 1 || most < 1 || patience.isNegative()) {
      throw new IllegalArgumentException("watch limits below 1");
    }
  }

  boolean settled(Sighting sighting) {
    return switch (sighting) {
      case Sighting.Standing standing -> standing.depth() >= confirmations;
      case Sighting.Failed failed -> failed.depth() >= confirmations;
      case Sighting.Waiting _, Sighting.NoTrace _ -> false;
    };
  }
}
