package io.meanwhile.sagas.simulated;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how an effect stands on a simulated chain, in the words of the participant contract. */
record ChainAnswers(ChainEnd end, Ledger ledger) {

  /** How the effect stands with the newest block. */
  Answer of(ChainCall call) {
    Transaction own = ledger.of(call.key());
    if (own == null) {
      Transaction undoing = call.undo() ? null : ledger.undoing(call.key());
      return undoing == null ? Answer.unknown() : blocked(undoing);
    }
    return switch (own.outcome()) {
      case WAITING -> Answer.accepted(result(own));
      case FAILED -> failed(own, own.reason());
      case DONE -> standing(own, action(call, own), null);
      case UNDONE -> standing(own, result(own), CompensationOutcome.UNDONE);
      case BLOCKED -> standing(own, result(own), CompensationOutcome.BLOCKED);
    };
  }

  private Answer blocked(Transaction undoing) {
    return failed(undoing, "blocked by its compensation");
  }

  private Answer failed(Transaction mined, @Nullable String reason) {
    return new Answer(Report.REFUSED, mined.depth(ledger.head()), null, reason, null, mined.at());
  }

  private Answer standing(
      Transaction mined, Map<String, Object> result, @Nullable CompensationOutcome outcome) {
    return new Answer(
        Report.CONFIRMED, mined.depth(ledger.head()), result, null, outcome, mined.at());
  }

  private Map<String, Object> action(ChainCall call, Transaction mined) {
    Map<String, Object> result = new LinkedHashMap<>(result(mined));
    result.put("amount", call.shown(mined.amount()));
    result.put(end.account(), mined.account());
    return result;
  }

  private static Map<String, Object> result(Transaction transaction) {
    return Map.of(
        "id", hash("id " + transaction.actionKey()), "tx", hash("tx " + transaction.key()));
  }

  /** Looks like a transaction hash and is the same for the same key. */
  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "0x" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
