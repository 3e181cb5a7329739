package io.meanwhile.app.engine;

import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work came to. The caller hears it once everything decided before it is durable.
 *
 * @param refused null when it was taken
 */
record Reply(Work work, @Nullable Receipt receipt, @Nullable RefusedException refused) {

  /** Callers go on in threads of their own: what they do next must not hold up the writer. */
  private static final Executor ELSEWHERE = Thread::startVirtualThread;

  static Reply done(Work work, String saga, long sequence, boolean created) {
    return new Reply(work, new Receipt(saga, sequence, created), null);
  }

  static Reply refused(Work work, RefusedException why) {
    return new Reply(work, null, why);
  }

  void send() {
    send(Moments.UNNOTICED);
  }

  void send(Moments moments) {
    CompletableFuture<Receipt> caller = work.caller();
    if (caller == null) {
      return;
    }
    RefusedException why = refused;
    if (why != null) {
      ELSEWHERE.execute(() -> caller.completeExceptionally(why));
    } else if (receipt != null) {
      ELSEWHERE.execute(() -> acknowledge(caller, receipt, moments));
    }
  }

  private static void acknowledge(
      CompletableFuture<Receipt> caller, Receipt receipt, Moments moments) {
    moments.reached(Moment.ACKNOWLEDGING);
    caller.complete(receipt);
    moments.reached(Moment.ACKNOWLEDGED);
  }
}
