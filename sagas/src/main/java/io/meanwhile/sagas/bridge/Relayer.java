package io.meanwhile.sagas.bridge;

import io.meanwhile.core.participant.RejectedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends the calls of one end of the bridge from one account, one at a time, so that no two share a
 * nonce and no key is sent twice at once.
 */
final class Relayer {
  private final BridgeContract contract;
  private final Account account;
  private final Journal journal;
  private final ReentrantLock turn = new ReentrantLock();

  Relayer(BridgeContract contract, Account account, Journal journal) {
    this.contract = contract;
    this.account = account;
    this.journal = journal;
  }

  /**
   * Sends the call unless the chain shows a trace of it by now.
   *
   * @return what is seen now
   * @throws RejectedException when the key was used before for something else
   * @throws IOException when the node did not take it; it may have arrived all the same
   */
  Told send(BridgeCall call, Sightings sightings, Heads heads)
      throws IOException, RejectedException {
    turn.lock();
    try {
      Told now = sightings.now(call, heads);
      if (!(now.sighting() instanceof Sighting.NoTrace)) {
        return now;
      }
      SignedCall signed = signed(call);
      contract.chain().broadcast(signed.raw());
      return new Told(now.head(), new Sighting.Waiting(signed.tx()));
    } finally {
      turn.unlock();
    }
  }

  /**
   * The transaction signed earlier, as long as its nonce is the next one to be used. Otherwise it
   * could wait for ever behind a gap, or its nonce is used up: then a fresh one. Should both be
   * mined, the contract takes the id only once.
   */
  private SignedCall signed(BridgeCall call) throws IOException, RejectedException {
    List<SignedCall> earlier = journal.of(call.key());
    if (earlier.stream().anyMatch(signed -> !signed.data().equals(call.data()))) {
      throw new RejectedException("the key " + call.key() + " was used for another request");
    }
    long nonce = contract.chain().nextNonce(account.address());
    Optional<SignedCall> same = earlier.stream().filter(s -> s.nonce() == nonce).findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    SignedCall fresh = account.sign(call.key(), nonce, contract.address(), call.data());
    journal.add(fresh);
    return fresh;
  }
}
