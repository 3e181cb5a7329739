package io.meanwhile.sagas.simulated;

import io.meanwhile.sagas.simulated.Transaction.Outcome;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one simulated chain and the balances that follow from them. An action moves
 * tokens at most once, and never after it was undone or blocked. Not thread-safe.
 */
final class Ledger {
  private final ChainEnd end;
  private final LedgerFile file;
  private final Balances balances;
  private final Map<String, Transaction> byKey = new LinkedHashMap<>();
  private final Map<String, Transaction> undoneBy = new LinkedHashMap<>();
  private final Map<String, Transaction> unsettled = new LinkedHashMap<>();
  private long head;

  /** Goes on where the file ends. */
  Ledger(ChainEnd end, LedgerFile file) throws IOException {
    this.end = end;
    this.file = file;
    this.balances = new Balances(end.opening());
    for (LedgerFile.Line line : file.lines()) {
      head = Math.max(head, line.head());
      remember(line.transaction());
    }
    byKey.values().stream().filter(Transaction::moved).forEach(this::move);
  }

  Balances balances() {
    return balances;
  }

  /** Number of the newest block. */
  long head() {
    return head;
  }

  @Nullable Transaction of(String key) {
    return byKey.get(key);
  }

  /** The transaction that undid or blocked this action; null when none did. */
  @Nullable Transaction undoing(String actionKey) {
    return undoneBy.get(actionKey);
  }

  /** Blocks that were made while nobody looked; nothing was sent in them. */
  void skip(long blocks) {
    head += blocks;
  }

  /** Takes the call into the mempool. The key must be new. */
  void send(ChainCall call) throws IOException {
    int delay = call.undo() ? 1 : TestAccount.of(call.account()).delay();
    keep(Transaction.sent(call, head + delay));
  }

  /** Adds a block with everything that is due, in the order in which it was sent. */
  void mine(Instant now) throws IOException {
    head++;
    for (Transaction transaction : List.copyOf(unsettled.values())) {
      if (fades(transaction)) {
        keep(transaction.reorganised(head + TestAccount.FADED_BLOCKS));
        moveBack(transaction);
      } else if (transaction.waiting() && transaction.mineFrom() <= head) {
        Transaction mined = transaction.undo() ? undo(transaction, now) : act(transaction, now);
        keep(mined);
        if (mined.moved()) {
          move(mined);
        }
      }
    }
  }

  private boolean fades(Transaction transaction) {
    return mayFade(transaction)
        && !undoneBy.containsKey(transaction.key())
        && transaction.depth(head) > TestAccount.FADES_AT_DEPTH;
  }

  private static boolean mayFade(Transaction transaction) {
    return transaction.outcome() == Outcome.DONE
        && !transaction.faded()
        && TestAccount.of(transaction.account()) == TestAccount.FADING;
  }

  private Transaction act(Transaction action, Instant now) {
    String failure = null;
    if (undoneBy.containsKey(action.key())) {
      failure = "blocked by its compensation";
    } else if (TestAccount.of(action.account()) == TestAccount.FAILING) {
      failure = "the token refuses this account";
    } else if (balances.of(action.account()).add(byAction(action)).signum() < 0) {
      failure = "balance too small";
    }
    return failure == null
        ? action.mined(head, now, Outcome.DONE, true, null)
        : action.mined(head, now, Outcome.FAILED, false, failure);
  }

  private Transaction undo(Transaction undo, Instant now) {
    Transaction before = undoneBy.get(undo.actionKey());
    if (before != null) {
      return undo.mined(head, now, before.outcome(), false, null);
    }
    Transaction action = byKey.get(undo.actionKey());
    return action != null && action.outcome() == Outcome.DONE
        ? undo.mined(head, now, Outcome.UNDONE, true, null)
        : undo.mined(head, now, Outcome.BLOCKED, false, null);
  }

  /** Tokens change hands; an undoing moves what its action moved, the other way. */
  private void move(Transaction transaction) {
    Transaction action = byKey.get(transaction.actionKey());
    if (!transaction.undo()) {
      balances.change(transaction.account(), byAction(transaction), transaction.amount());
    } else if (action != null) {
      moveBack(action);
    }
  }

  private void moveBack(Transaction action) {
    balances.change(action.account(), byAction(action).negate(), action.amount().negate());
  }

  /** Locking takes from the account, minting gives to it. */
  private BigInteger byAction(Transaction action) {
    return end.equals(ChainEnd.SOURCE) ? action.amount().negate() : action.amount();
  }

  private void keep(Transaction transaction) throws IOException {
    file.add(new LedgerFile.Line(head, transaction));
    remember(transaction);
  }

  private void remember(Transaction transaction) {
    byKey.put(transaction.key(), transaction);
    boolean undid =
        transaction.outcome() == Outcome.UNDONE || transaction.outcome() == Outcome.BLOCKED;
    if (undid) {
      undoneBy.putIfAbsent(transaction.actionKey(), transaction);
    }
    if (transaction.waiting() || mayFade(transaction)) {
      unsettled.put(transaction.key(), transaction);
    } else {
      unsettled.remove(transaction.key());
    }
  }
}
