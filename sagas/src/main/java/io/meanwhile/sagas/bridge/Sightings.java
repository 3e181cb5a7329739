package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at the chain for a trace of an effect. The contract's book of ids decides; only where it is
 * silent do the transactions that were signed for the effect count.
 */
final class Sightings {
  private final BridgeContract contract;
  private final String sender;
  private final Function<String, List<SignedCall>> signed;

  /**
   * For whoever looks.
   *
   * @param signed everything known to be signed for a key, oldest first
   */
  Sightings(BridgeContract contract, String sender, Function<String, List<SignedCall>> signed) {
    this.contract = contract;
    this.sender = sender;
    this.signed = signed;
  }

  /** What the chain shows at this moment. */
  Told now(BridgeCall call, Heads heads) throws IOException {
    Block head = heads.fresh();
    return new Told(head, of(call, head));
  }

  /** What the chain shows with that block as its head. */
  Sighting of(BridgeCall call, Block head) throws IOException {
    Entry entry = contract.entry(call.id(), head.number());
    return switch (entry.state()) {
      case NONE -> fromTransactions(call, head);
      case DONE ->
          call.undo()
              ? fromTransactions(call, head)
              : standing(call, entry, Entry.State.DONE, entry.doneAt(), head);
      case UNDONE ->
          call.undo()
              ? standing(call, entry, Entry.State.UNDONE, entry.undoneAt(), head)
              : standing(call, entry, Entry.State.DONE, entry.doneAt(), head);
      case BLOCKED ->
          call.undo()
              ? standing(call, entry, Entry.State.BLOCKED, entry.undoneAt(), head)
              : blocked(call, entry, head);
    };
  }

  private Sighting standing(BridgeCall call, Entry entry, Entry.State what, long block, Block head)
      throws IOException {
    return new Sighting.Standing(
        contract.transactionOf(call.id(), what, block),
        head.depthOf(block),
        contract.chain().block(block).time(),
        entry);
  }

  private Sighting blocked(BridgeCall call, Entry entry, Block head) throws IOException {
    return new Sighting.Failed(
        contract.transactionOf(call.id(), Entry.State.BLOCKED, entry.undoneAt()),
        head.depthOf(entry.undoneAt()),
        contract.chain().block(entry.undoneAt()).time(),
        "blocked by its compensation");
  }

  private Sighting fromTransactions(BridgeCall call, Block head) throws IOException {
    List<SignedCall> absent = new ArrayList<>();
    Optional<Sighting> failed = Optional.empty();
    for (SignedCall each : signed.apply(call.key())) {
      switch (contract.chain().whereabouts(each.tx())) {
        case Whereabouts.Absent _ -> absent.add(each);
        case Whereabouts.InMempool _ -> {
          return new Sighting.Waiting(each.tx());
        }
        case Whereabouts.Mined mined -> {
          if (mined.succeeded() || mined.block() > head.number()) {
            return new Sighting.Waiting(each.tx()); // mined after that head: the next look tells
          }
          failed = Optional.of(failed(each, mined, head));
        }
      }
    }
    if (failed.isPresent() && anyCouldBeMined(absent)) {
      return new Sighting.Waiting(absent.getLast().tx()); // one failed, another may yet succeed
    }
    return failed.orElseGet(Sighting.NoTrace::new);
  }

  private boolean anyCouldBeMined(List<SignedCall> absent) throws IOException {
    if (absent.isEmpty()) {
      return false;
    }
    long used = contract.chain().minedNonce(sender);
    return absent.stream().anyMatch(call -> call.nonce() >= used);
  }

  private Sighting failed(SignedCall call, Whereabouts.Mined mined, Block head) throws IOException {
    String why =
        contract
            .chain()
            .failure(sender, contract.address(), call.data(), mined.block())
            .orElse("failed on chain");
    return new Sighting.Failed(
        call.tx(), head.depthOf(mined.block()), contract.chain().block(mined.block()).time(), why);
  }
}
