package io.meanwhile.app.engine;

import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.SagaCommand;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what asks to be started, on the asker's own thread, and takes no more than the engine
 * can hold.
 */
final class Intake {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Definitions definitions;
  private final SagaIds ids;
  private final InputCheck inputs;
  private final InstantSource clock;
  private final int bound;
  private final Pace pace;
  private final AtomicInteger waiting = new AtomicInteger();

  Intake(
      Definitions definitions,
      SagaIds ids,
      InputCheck inputs,
      InstantSource clock,
      int bound,
      Pace pace) {
    this.definitions = definitions;
    this.ids = ids;
    this.inputs = inputs;
    this.clock = clock;
    this.bound = bound;
    this.pace = pace;
  }

  /** Starts that are taken and not durable yet. */
  int waiting() {
    return waiting.get();
  }

  /**
   * The work of starting it.
   *
   * @throws RefusedException when it cannot be started as asked, or not now
   */
  Work.Bear take(StartRequest request) {
    String id = request.id();
    if (id != null && !SagaIds.wellFormed(id)) {
      throw new RefusedException(
          "bad-saga-id", "A saga's id is [A-Za-z0-9][A-Za-z0-9._:-]{0,127}.");
    }
    Definition definition = definition(request);
    inputs.check(definition, request.input());
    String digest = digest(request);
    CompletableFuture<Receipt> caller = admit();
    try {
      pace.await();
      SagaIds.Claim claim = ids.claim(id);
      return new Work.Bear(
          claim.key(),
          definition,
          new SagaCommand.Start(clock.instant(), claim.id(), request.input(), request.attributes()),
          digest,
          claim.fresh(),
          Work.Origin.of(request.caller()),
          caller,
          0);
    } catch (RuntimeException e) {
      caller.completeExceptionally(e);
      throw e;
    }
  }

  private CompletableFuture<Receipt> admit() {
    if (waiting.incrementAndGet() > bound) {
      waiting.decrementAndGet();
      throw new RefusedException(
          "busy", "More starts are waiting than the engine takes on.", RETRY_AFTER);
    }
    CompletableFuture<Receipt> caller = new CompletableFuture<>();
    // The handle of the clean-up is not needed: it cannot fail.
    CompletableFuture<Receipt> _ = caller.whenComplete((_, _) -> waiting.decrementAndGet());
    return caller;
  }

  private Definition definition(StartRequest request) {
    Integer version = request.version();
    Optional<Definition> found =
        version == null
            ? definitions.find(request.definition())
            : definitions.find(request.definition(), version);
    return found.orElseThrow(() ->
        new RefusedException(
            "unknown-definition", definitions.unknown(request.definition(), version)));
  }

  /** Of the request as it was made: a repeated one means the same after a newer version came. */
  private static String digest(StartRequest request) {
    TreeMap<String, @Nullable Object> asked = new TreeMap<>();
    asked.put("attributes", request.attributes());
    asked.put("definition", request.definition());
    asked.put("input", request.input());
    asked.put("version", request.version() == null ? null : request.version().longValue());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] json = CanonicalJson.text(asked).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha.digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
