package io.meanwhile.app.engine;

import java.time.Duration;

/**
 * When the state of a saga is kept, so that it need not be folded from all its events again. A saga
 * of many effects is kept less often than {@code events} says: once it has gained as many events as
 * it has effects, so that what is written stays in proportion to what happens.
 *
 * @param events gained since the last snapshot, while the saga is busy
 * @param idleEvents as many are enough once it leaves memory or has been idle
 * @param endedEvents as many it must have gained once it has ended, when hardly anybody reads it
 * @param idle nothing has happened to it for so long
 * @param waiting sagas whose turn has not come; more are passed over, until they gain more
 */
public record SnapshotPolicy(
    int events, int idleEvents, int endedEvents, Duration idle, int waiting) {
  public static final SnapshotPolicy DEFAULT =
      new SnapshotPolicy(200, 50, 1000, Duration.ofMinutes(5), 256);

  /** None is ever written. */
  public static final SnapshotPolicy NEVER =
      new SnapshotPolicy(
          Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5), 1);

  public SnapshotPolicy {
    if (events < 1 || idleEvents < 1 || endedEvents < 1 || waiting < 1 || idle.isNegative()) {
      throw new IllegalArgumentException("every limit is 1 or more");
    }
  }

  /** The same, but for what operators may set. */
  public SnapshotPolicy with(int events, int idleEvents, int endedEvents, Duration idle) {
    return new SnapshotPolicy(events, idleEvents, endedEvents, idle, waiting);
  }

  boolean due(HotSaga.Durable durable, long kept) {
    return gained(durable, kept) >= Math.max(events, durable.view().state().effects().size());
  }

  boolean dueWhenIdle(HotSaga.Durable durable, long kept) {
    return gained(durable, kept) >= idleEvents;
  }

  private long gained(HotSaga.Durable durable, long kept) {
    long gained = durable.view().state().sequence() - kept;
    boolean tooFew = durable.view().state().ended() != null && gained < endedEvents;
    return tooFew ? 0 : gained;
  }
}
