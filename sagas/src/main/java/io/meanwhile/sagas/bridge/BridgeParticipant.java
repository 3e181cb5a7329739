package io.meanwhile.sagas.bridge;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;

/**
 * One end of the bridge as a participant. A request is answered as soon as the node has the
 * transaction; what becomes of it is reported from block to block.
 */
public final class BridgeParticipant implements Participant, AutoCloseable {
  private static final int MOST_WATCHED = 10_000;

  private final BridgeContract contract;
  private final RequestReader requests;
  private final Relayer relayer;
  private final Sightings sightings;
  private final Heads heads;
  private final Watches watches;
  private final Journal journal;

  private BridgeParticipant(
      BridgeContract contract, Account account, Journal journal, BridgeSettings settings) {
    this.contract = contract;
    this.journal = journal;
    this.requests = new RequestReader(contract);
    this.relayer = new Relayer(contract, account, journal);
    this.sightings = new Sightings(contract, account.address(), journal::of);
    this.heads = new Heads(contract.chain(), settings.interval());
    this.watches =
        new Watches(
            contract.end().participant(),
            contract.end(),
            sightings,
            heads,
            new WatchLimits(settings.confirmations(), settings.patience(), MOST_WATCHED),
            new Seen(Clock.systemUTC()));
  }

  /**
   * The participant {@code source-chain}: lock, unlock, lock-status.
   *
   * @throws IOException when the node does not answer, has no such contract, or the memory is
   *     unreadable
   */
  public static BridgeParticipant source(BridgeSettings settings) throws IOException {
    return open(BridgeEnd.SOURCE, settings);
  }

  /**
   * The participant {@code target-chain}: mint, burn, mint-status.
   *
   * @throws IOException when the node does not answer, has no such contract, or the memory is
   *     unreadable
   */
  public static BridgeParticipant target(BridgeSettings settings) throws IOException {
    return open(BridgeEnd.TARGET, settings);
  }

  private static BridgeParticipant open(BridgeEnd end, BridgeSettings settings) throws IOException {
    Chain chain = Chain.at(settings.node());
    BridgeContract contract = new BridgeContract(chain, settings.contract(), end);
    contract.entry(BridgeContract.idOf(""), chain.head().number()); // there, and of our kind
    String memory =
        "%s-%d-%s-%s.jsonl"
            .formatted(
                end.participant(),
                chain.id(),
                chain.genesis().substring(2, 10),
                settings.contract().toLowerCase(Locale.ROOT));
    Journal journal = Journal.open(settings.directory().resolve(memory));
    return new BridgeParticipant(
        contract, new Account(chain, settings.privateKey()), journal, settings);
  }

  @Override
  public String name() {
    return contract.end().participant();
  }

  @Override
  public Answer perform(EffectRequest request)
      throws RejectedException, UnavailableException, IOException {
    BridgeCall call = requests.read(request);
    if (!watches.haveRoomFor(call)) {
      throw new UnavailableException("too many effects are being watched; try again later");
    }
    Told told = sightings.now(call, heads);
    if (told.sighting() instanceof Sighting.NoTrace && !requests.isProbe(request)) {
      told = relayer.send(call, sightings, heads);
    }
    if (!(told.sighting() instanceof Sighting.NoTrace)) {
      watches.follow(call, told, request.reporter());
    }
    return Answers.of(call, contract.end(), told.sighting());
  }

  @Override
  public void close() throws IOException {
    watches.close();
    heads.close();
    contract.chain().close();
    journal.close();
  }
}
