package io.meanwhile.app.engine;

import io.meanwhile.app.log.Entry;
import io.meanwhile.app.log.Hash;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A saga in memory. Its state runs ahead of the log and belongs to its lane alone; what readers may
 * see is {@link #durable}, which the writer sets after each append.
 */
final class HotSaga {

  /**
   * What never changes about a saga.
   *
   * @param definition what it was started with; a migration is in its state
   */
  record Pinned(
      long key, String id, Definition definition, String requestDigest, String correlation) {}

  /**
   * State as the log has it.
   *
   * @param hash the chain after its last event
   */
  record Durable(SagaView view, Hash hash) {}

  final Pinned pinned;

  /** State and last link, as decided; ahead of the log by what is unwritten. */
  Saga state;

  /** State as of the last draft: where a draft that cannot be encoded falls back to. */
  Saga sealed;

  Hash lastHash;

  /** Bytes of the events, or of the snapshot, that its state in memory was made of. */
  long bytes;

  /** What its lane has counted of them against its bound. */
  long counted;

  /** What this drain has brought so far. */
  List<Entry> entries = new ArrayList<>(4);

  List<Reply> replies = new ArrayList<>(2);

  /** Dispatch is to hear what the saga asks for, changed or not. */
  boolean woken;

  /** Time was let pass for it in this drain. */
  boolean timePassed;

  /** The newest state that is in the log; null before its birth is. */
  volatile @Nullable Durable durable;

  /** How many events its newest snapshot covers; 0 without one that can be used. */
  volatile long kept;

  /** It waits for a snapshot to be written. */
  final AtomicBoolean keeping = new AtomicBoolean();

  /** Drafts on their way to the log. */
  final AtomicInteger unwritten = new AtomicInteger();

  /** Lost against another writer: nothing more of this copy is ever written. */
  volatile boolean dropped;

  private HotSaga(Pinned pinned, Saga state, Hash lastHash) {
    this.pinned = pinned;
    this.state = state;
    this.sealed = state;
    this.lastHash = lastHash;
  }

  static HotSaga unborn(Pinned pinned) {
    return new HotSaga(pinned, Saga.NOT_STARTED, Hash.genesis(pinned.id()));
  }

  static HotSaga replayed(
      Pinned pinned, Saga state, Definition now, Hash lastHash, Instant lastEventAt) {
    HotSaga saga = new HotSaga(pinned, state, lastHash);
    SagaView view = new SagaView(state, now, pinned.key(), lastEventAt);
    saga.durable = new Durable(view, lastHash);
    return saga;
  }

  /** What readers may see; null before its birth is in the log. */
  @Nullable SagaView view() {
    Durable newest = durable;
    return newest == null ? null : newest.view();
  }

  long key() {
    return pinned.key();
  }

  /** True when nothing would be lost by forgetting it. */
  boolean idle() {
    return unwritten.get() == 0 && replies.isEmpty() && entries.isEmpty();
  }
}
