package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.StartRequest;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts sagas, whichever way the request came. */
final class SagaStarts {
  private final Orchestrator orchestrator;
  private final Acknowledgement acknowledgement;

  SagaStarts(Orchestrator orchestrator, Acknowledgement acknowledgement) {
    this.orchestrator = orchestrator;
    this.acknowledgement = acknowledgement;
  }

  /**
   * Starts a saga, or finds the one that the same request started before.
   *
   * @param repeatable what makes two requests the same when the body names no id; null: nothing
   */
  Receipt start(StartBody body, @Nullable String repeatable, Caller caller) {
    String id = body.id();
    if (id == null && repeatable != null) {
      id = idOf(caller.who(), repeatable);
    }
    StartRequest request =
        new StartRequest(
            id, body.definition(), body.version(), body.input(), body.attributes(), caller);
    try {
      return acknowledgement.of(orchestrator.start(request));
    } catch (RefusedException refused) {
      throw explained(refused, body, repeatable);
    }
  }

  private static ProblemException explained(
      RefusedException refused, StartBody body, @Nullable String repeatable) {
    List<Flaw> flaws =
        refused.problems().stream()
            .map(problem ->
                body.inputPlaces().flaw(refused.code(), problem.pointer(), problem.message(), null))
            .toList();
    if (!flaws.isEmpty()) {
      return new ProblemException(ErrorCode.INPUT_INVALID, Refusals.summary(flaws), flaws);
    }
    boolean reused = refused.code().equals(ErrorCode.SAGA_EXISTS.code()) && body.id() == null;
    return reused && repeatable != null
        ? new ProblemException(
            ErrorCode.IDEMPOTENCY_KEY_REUSED,
            "The first request under this key had another definition, input or attributes.")
        : Refusals.of(refused);
  }

  /** The same key of the same caller gives the same id; those of others cannot be guessed. */
  private static String idOf(String who, String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest((who + "\n" + key).getBytes(StandardCharsets.UTF_8));
      return "key-" + HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
