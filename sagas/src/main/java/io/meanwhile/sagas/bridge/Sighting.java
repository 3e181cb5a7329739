package io.meanwhile.sagas.bridge;

import java.time.Instant;

/** What the chain shows of one effect at one moment. */
sealed interface Sighting {

  /** Nothing. It may still come: a transaction that was dropped can be sent again by anybody. */
  record NoTrace() implements Sighting {}

  /** The transaction waits in the mempool, or could still be mined. */
  record Waiting(String tx) implements Sighting {}

  /** It has happened. */
  record Standing(String tx, int depth, Instant at, Entry entry) implements Sighting {}

  /** It was tried and failed, or its compensation came first. */
  record Failed(String tx, int depth, Instant at, String reason) implements Sighting {}
}
