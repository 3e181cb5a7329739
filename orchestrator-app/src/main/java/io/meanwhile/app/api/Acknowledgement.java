package io.meanwhile.app.api;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until what was asked is durable. Requests run on virtual threads, so waiting is cheap. */
final class Acknowledgement {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Duration atMost;

  Acknowledgement(Duration atMost) {
    this.atMost = atMost;
  }

  /**
   * What the future says.
   *
   * @throws RefusedException when it was refused
   * @throws ProblemException when it is not durable in time: it may become so
   */
  <T> T of(CompletableFuture<T> future) {
    return of(future, Duration.ZERO);
  }

  /**
   * As {@link #of(CompletableFuture)}, for a future that takes some time by design.
   *
   * @param more time beside that for an acknowledgement
   */
  <T> T of(CompletableFuture<T> future, Duration more) {
    try {
      return future.get(atMost.plus(more).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unwrapped(Objects.requireNonNullElse(failed.getCause(), failed));
    } catch (TimeoutException late) {
      throw ProblemException.later(
          ErrorCode.BUSY,
          "It was not durable within " + atMost + "; it may become so.",
          RETRY_AFTER);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw ProblemException.later(ErrorCode.UNAVAILABLE, "The service is stopping.", RETRY_AFTER);
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    Throwable inner = cause.getCause();
    return switch (cause) {
      case CompletionException _ when inner != null -> unwrapped(inner);
      case RuntimeException said -> said;
      default -> new IllegalStateException(cause);
    };
  }
}
