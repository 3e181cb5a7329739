package io.meanwhile.sagas.bridge;

import java.util.Optional;

/** Where one transaction is, as far as one node knows. */
sealed interface Whereabouts {

  /** The node does not know it. */
  record Absent() implements Whereabouts {}

  /** It waits to be mined. */
  record InMempool() implements Whereabouts {}

  /**
   * It is in a block.
   *
   * @param succeeded whether it did what it was meant to; a failed one changed nothing
   * @param created the address of the contract that it created, if any
   */
  record Mined(long block, boolean succeeded, Optional<String> created) implements Whereabouts {}
}
