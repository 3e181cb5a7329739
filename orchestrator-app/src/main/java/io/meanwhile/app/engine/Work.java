package io.meanwhile.app.engine;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.SagaCommand;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One thing a lane has to do for one saga. */
sealed interface Work extends LaneItem {

  @Override
  long sagaKey();

  /** Who waits for it; null when nobody does: then it is never refused for want of room. */
  @Nullable CompletableFuture<Receipt> caller();

  /** How often it was decided, and lost against another writer. */
  int losses();

  /** The same once more, after a loss. */
  Work again();

  /**
   * Where a command came from.
   *
   * @param correlation null for the saga's own
   */
  record Origin(String who, @Nullable String correlation, String causation) {
    public Origin {
      Texts.require(who, correlation, causation);
    }

    static Origin of(Caller caller) {
      String causation = caller.causation();
      return new Origin(
          caller.who(), caller.correlation(), causation == null ? "unknown" : causation);
    }
  }

  /**
   * Starts a saga.
   *
   * @param fresh true when the log is known to hold no saga of this key
   */
  record Bear(
      long sagaKey,
      Definition definition,
      SagaCommand.Start command,
      String requestDigest,
      boolean fresh,
      Origin origin,
      @Nullable CompletableFuture<Receipt> caller,
      int losses)
      implements Work {

    @Override
    public Bear again() {
      return at(sagaKey, false);
    }

    Bear at(long key, boolean unborn) {
      return new Bear(key, definition, command, requestDigest, unborn, origin, caller, losses + 1);
    }
  }

  /** A command to a saga that exists. */
  record Act(
      long sagaKey,
      SagaCommand command,
      Origin origin,
      @Nullable CompletableFuture<Receipt> caller,
      int losses)
      implements Work {

    @Override
    public Act again() {
      return new Act(sagaKey, command, origin, caller, losses + 1);
    }
  }

  /** Lets time pass for a saga, and says again what it asks for. */
  record Wake(long sagaKey, int losses) implements Work {

    @Override
    public @Nullable CompletableFuture<Receipt> caller() {
      return null;
    }

    @Override
    public Wake again() {
      return new Wake(sagaKey, losses + 1);
    }
  }
}
