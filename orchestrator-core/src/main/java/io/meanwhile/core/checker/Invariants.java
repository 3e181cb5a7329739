package io.meanwhile.core.checker;

import io.meanwhile.core.checker.CheckReport.Invariant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The model's twelve invariants, and what the checker can say about each. */
final class Invariants {
  private static final List<Invariant> ALL =
      List.of(
          not(1, "What was acknowledged is in the log after any crash", "the store's own tests"),
          law(
              2,
              "Requested before it is sent, with the same key every time",
              "only what was requested is sent, again under its key, and never once given up"),
          law(
              3,
              "State is a fold over events",
              "the same command gives the same events and state, on a sample of decisions"),
          law(
              4,
              "At most one accepted resolution; contradictions are shown",
              "every word, said once, twice, late, out of order"),
          law(
              5,
              "Nothing begins going backward; undone once, in reverse; losses are listed",
              "every request and every end, judged also by what is true outside"),
          law(6, "A step begins when what it waits for stands", "every request of an action"),
          law(
              7,
              "Every saga ends or is parked with a reason",
              "no state without a next move, and from all a way to an end, if exhaustive"),
          law(8, "No timer early, none lost", "in the order of deadlines; there are no clocks"),
          law(
              9,
              "Sequence numbers are gapless",
              "every event; a reader of the log is not looked at"),
          law(10, "Every operator act is an event", "every cancel and every answer"),
          not(11, "A poison saga harms no neighbour", "one saga at a time is looked at"),
          not(12, "Changed stored events are detected", "nothing is stored"));

  private Invariants() {}

  private static Invariant law(int number, String law, String how) {
    return new Invariant(number, law, true, how);
  }

  private static Invariant not(int number, String law, String why) {
    return new Invariant(number, law, false, why);
  }

  /** All of them; those that were broken say so. */
  static List<Invariant> of(Set<Wrong> wrongs) {
    Collection<Integer> broken = wrongs.stream().map(Wrong::invariant).toList();
    List<Invariant> all = new ArrayList<>();
    for (Invariant one : ALL) {
      all.add(
          broken.contains(one.number())
              ? new Invariant(one.number(), one.law(), true, "BROKEN, see the violations")
              : one);
    }
    return all;
  }
}
