package io.meanwhile.sagas.bridge;

import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.Reporter;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one end of the bridge through a node of its own, and reports in a name of its own. It
 * sends nothing and holds no private key. It reads the contract's book only, so a transaction that
 * failed, and left nothing there, is silence to it.
 */
public final class BridgeObserver implements AutoCloseable {
  private static final int MOST_WATCHED = 10_000;

  private final BridgeContract contract;
  private final RequestReader requests;
  private final Heads heads;
  private final Watches watches;

  private BridgeObserver(Settings settings, BridgeContract contract) {
    this.contract = contract;
    this.requests = new RequestReader(contract);
    this.heads = new Heads(contract.chain(), settings.interval());
    this.watches =
        new Watches(
            settings.name(),
            contract.end(),
            new Sightings(contract, "", _ -> List.of()),
            heads,
            new WatchLimits(settings.confirmations(), settings.patience(), MOST_WATCHED),
            new Seen(Clock.systemUTC()));
  }

  /**
   * What an observer needs.
   *
   * @param name the observer's, as definitions name it in {@code of}
   * @param node JSON-RPC address of a node of the chain
   * @param contract address of the lock box or the minter
   * @param interval between two looks at the newest block
   * @param confirmations depth from which an effect is no longer watched, 1 or more
   * @param patience longest time one effect is watched
   */
  public record Settings(
      String name,
      URI node,
      String contract,
      Duration interval,
      int confirmations,
      Duration patience) {}

  /**
   * Looks at locks and unlocks.
   *
   * @throws IOException when the node does not answer or has no such contract
   */
  public static BridgeObserver source(Settings settings) throws IOException {
    return open(BridgeEnd.SOURCE, settings);
  }

  /**
   * Looks at mints and burns.
   *
   * @throws IOException when the node does not answer or has no such contract
   */
  public static BridgeObserver target(Settings settings) throws IOException {
    return open(BridgeEnd.TARGET, settings);
  }

  private static BridgeObserver open(BridgeEnd end, Settings settings) throws IOException {
    Chain chain = Chain.at(settings.node());
    BridgeContract contract = new BridgeContract(chain, settings.contract(), end);
    contract.entry(BridgeContract.idOf(""), chain.head().number()); // there, and of our kind
    return new BridgeObserver(settings, contract);
  }

  /** The participant whose effects can be seen here. */
  public String participant() {
    return contract.end().participant();
  }

  /**
   * Follows one effect from block to block, until it is deep enough. Asked again, it goes on.
   *
   * @param input what the effect was asked with
   * @throws RejectedException when too many are being followed
   */
  public void follow(String saga, EffectKey effect, @Nullable Object input, Reporter reporter)
      throws RejectedException {
    BridgeCall call = requests.read(question(saga, effect, input, reporter));
    if (!watches.haveRoomFor(call)) {
      throw new RejectedException("too many effects are being watched");
    }
    watches.follow(call, new Told(Block.NONE, new Sighting.NoTrace()), reporter);
  }

  private EffectRequest question(
      String saga, EffectKey effect, @Nullable Object input, Reporter reporter) {
    boolean action = effect.isAction();
    return new EffectRequest(
        effect.in(saga),
        saga,
        contract.end().status(),
        action ? Direction.ACTION : Direction.COMPENSATION,
        true,
        1,
        input,
        action ? null : new EffectRequest.OriginalAction(effect.undone().in(saga), null, null),
        reporter);
  }

  @Override
  public void close() {
    watches.close();
    heads.close();
    contract.chain().close();
  }
}
