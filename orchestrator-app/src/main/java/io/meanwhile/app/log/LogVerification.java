package io.meanwhile.app.log;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Checks everything that is stored: positions and sequence numbers without gaps, every payload
 * against its digest, every event against its saga's hash chain. Editing, deleting, inserting or
 * reordering events shows; only frames cut off the very end leave no trace here.
 */
public final class LogVerification {
  private static final int PAGE = 500;

  private final LogReader reader;
  private final LongSupplier head;

  LogVerification(LogReader reader, LongSupplier head) {
    this.reader = reader;
    this.head = head;
  }

  /**
   * What was found.
   *
   * @param events how many were checked
   * @param flaws in words, in the order of the log; empty when all is well
   */
  public record Findings(long events, List<String> flaws) {}

  private record End(long nextSequence, Hash hash) {}

  /**
   * Reads the whole log.
   *
   * @param most stops after so many flaws
   */
  public Findings verify(int most) {
    Map<Long, End> ends = new HashMap<>();
    List<String> flaws = new ArrayList<>();
    MessageDigest sha = Sha256.create();
    long until = head.getAsLong();
    long expected = 1;
    while (expected <= until && flaws.size() < most) {
      List<FrameRow> rows = reader.from(expected, PAGE, until);
      for (FrameRow row : rows) {
        if (row.position() != expected) {
          flaws.add("positions " + expected + " to " + (row.position() - 1) + " are missing");
        }
        check(row, ends, flaws, sha);
        expected = row.position() + row.count();
      }
      if (rows.isEmpty()) {
        flaws.add("positions " + expected + " to " + until + " are missing");
        expected = until + 1;
      }
    }
    return new Findings(until, flaws.subList(0, Math.min(most, flaws.size())));
  }

  private static void check(
      FrameRow row, Map<Long, End> ends, List<String> flaws, MessageDigest sha) {
    long key = row.saga().key();
    End end = ends.getOrDefault(key, new End(0, Hash.genesis(row.saga().id())));
    try {
      if (row.firstSequence() != end.nextSequence()) {
        flaws.add(row.damaged("event " + end.nextSequence() + " was expected").getMessage());
      } else if (!row.previousHash().equals(end.hash())) {
        flaws.add(row.damaged("it does not follow the frame before it").getMessage());
      }
      List<EventText> texts = row.texts();
      flaw(row, texts, sha).ifPresent(flaws::add);
    } catch (DamagedLogException e) {
      flaws.add(row.damaged(String.valueOf(e.getMessage())).getMessage());
    }
    ends.put(key, new End(row.firstSequence() + row.count(), row.lastHash()));
  }

  private static Optional<String> flaw(FrameRow row, List<EventText> texts, MessageDigest sha) {
    String why = null;
    if (texts.size() != row.count()) {
      why = "it holds " + texts.size() + " events instead of " + row.count();
    } else if (!EventText.chain(row.previousHash(), texts, sha).getLast().equals(row.lastHash())) {
      why = "its events are not those that were hashed";
    }
    for (int i = 0; i < texts.size() && why == null; i++) {
      EventText text = texts.get(i);
      if (text.envelope().sequence() != row.firstSequence() + i) {
        why = "event " + (row.firstSequence() + i) + " is missing";
      } else if (!text.payloadIsIntact(sha)) {
        why = "the payload of event " + text.envelope().sequence() + " was changed";
      }
    }
    return Optional.ofNullable(why).map(w -> String.valueOf(row.damaged(w).getMessage()));
  }
}
