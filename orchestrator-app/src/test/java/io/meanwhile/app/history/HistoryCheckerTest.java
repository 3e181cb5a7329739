package io.meanwhile.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.history.History.Call;
import io.meanwhile.app.history.History.Deed;
import io.meanwhile.app.history.History.Promise;
import io.meanwhile.app.history.History.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker is worth something: each flaw that is planted is found, and nothing else is. */
class HistoryCheckerTest {
  private static final String A = "a/action/1";
  private static final String B = "b/action/1";
  private static final String UNDO_A = "a/compensation/1/1";
  private static final String UNDO_B = "b/compensation/1/1";

  private static WrittenHistory begun() {
    return new WrittenHistory().started("s").requested("s", 1, A);
  }

  private static WrittenHistory twoDone() {
    return begun()
        .observed("s", 2, A, "final")
        .requested("s", 3, B, A)
        .observed("s", 4, B, "final");
  }

  private static WrittenHistory undone() {
    return twoDone()
        .backward("s", 5)
        .requested("s", 6, UNDO_B)
        .observed("s", 7, UNDO_B, "final")
        .requested("s", 8, UNDO_A)
        .observed("s", 9, UNDO_A, "final")
        .ended("s", 9, "compensated");
  }

  private static void finds(History history, String words) {
    assertThat(HistoryChecker.flaws(history)).anyMatch(flaw -> flaw.contains(words));
  }

  private static History with(List<Promise> promises, List<Call> calls, List<Deed> deeds) {
    return new History(undone().rows(), promises, calls, deeds);
  }

  private static Instant second(int second) {
    return Instant.parse("2026-03-01T12:00:%02dZ".formatted(second));
  }

  @Test
  void whatIsAsItShouldBeIsFoundInOrder() {
    assertThat(
            HistoryChecker.flaws(
                with(
                    List.of(new Promise("s", 11)),
                    List.of(new Call(second(1), "s/" + A, 1, false)),
                    List.of(
                        new Deed("s/" + A, Deed.Kind.PERFORMED),
                        new Deed("s/" + UNDO_A, Deed.Kind.UNDONE)))))
        .isEmpty();
    assertThat(HistoryChecker.flaws(twoDone().ended("s", 5, "completed").alone())).isEmpty();
  }

  @Test
  void promiseThatTheLogDoesNotKeep() {
    finds(with(List.of(new Promise("s", 12)), List.of(), List.of()), "was acknowledged");
    finds(with(List.of(new Promise("t", 1)), List.of(), List.of()), "was acknowledged");
  }

  @Test
  void sendThatWasNeverRequested() {
    Call call = new Call(second(9), "s/c/action/1", 1, false);
    finds(with(List.of(), List.of(call), List.of()), "never requested");
  }

  @Test
  void sendBeforeItsTime() {
    Call early = new Call(second(0), "s/" + A, 1, false);
    finds(with(List.of(), List.of(early), List.of()), "sent early");
    WrittenHistory history =
        begun()
            .event(
                "s",
                2,
                "attempt-failed",
                "{'attempt':1,'effect':'a/action/1','probe':false,'retryAt':'2026-03-01T12:00:05Z'}")
            .observed("s", 6, A, "final")
            .ended("s", 6, "completed");
    Call retry = new Call(second(4), "s/" + A, 2, false);
    finds(
        new History(history.rows(), List.of(), List.of(retry), List.of()),
        "attempt 2, was sent early");
  }

  @Test
  void deedDoneTwiceOrUndoneTwiceOrNeverAskedFor() {
    Deed done = new Deed("s/" + A, Deed.Kind.PERFORMED);
    finds(with(List.of(), List.of(), List.of(done, done)), "done twice");
    Deed undone = new Deed("s/" + UNDO_A, Deed.Kind.UNDONE);
    Deed unknown = new Deed("s/a/compensation/1/2", Deed.Kind.UNDONE);
    finds(with(List.of(), List.of(), List.of(undone, unknown)), "never requested it");
  }

  @Test
  void deedUndoneByTwo() {
    WrittenHistory history =
        begun()
            .observed("s", 2, A, "final")
            .backward("s", 3)
            .requested("s", 4, UNDO_A)
            .observed("s", 5, UNDO_A, "void")
            .requested("s", 6, "a/compensation/1/2")
            .observed("s", 7, "a/compensation/1/2", "final")
            .ended("s", 8, "compensated");
    List<Deed> deeds =
        List.of(
            new Deed("s/" + UNDO_A, Deed.Kind.UNDONE),
            new Deed("s/a/compensation/1/2", Deed.Kind.UNDONE));
    finds(new History(history.rows(), List.of(), List.of(), deeds), "was undone by");
    assertThat(HistoryChecker.flaws(history.alone())).isEmpty();
  }

  @Test
  void deedPerformedAlthoughItIsVoid() {
    WrittenHistory history = begun().observed("s", 2, A, "void").ended("s", 3, "compensated");
    List<Deed> performed = List.of(new Deed("s/" + A, Deed.Kind.PERFORMED));
    finds(new History(history.rows(), List.of(), List.of(), performed), "it never will be");
    assertThat(HistoryChecker.flaws(history.alone())).isEmpty();
  }

  @Test
  void skippedStepCountsUntilItsSkipIsLifted() {
    String skip = "{'effect':'%s','reliesOn':['%s'],'to':'shop/do','why':'no'}".formatted(B, A);
    String after = "c/action/1";
    WrittenHistory history =
        begun().observed("s", 2, A, "final").event("s", 3, "step-skipped", skip);
    assertThat(
            HistoryChecker.flaws(
                history
                    .requested("s", 4, after, B, A)
                    .observed("s", 5, after, "final")
                    .ended("s", 6, "completed")
                    .alone()))
        .isEmpty();
    finds(history.event("s", 7, "step-skipped", skip).alone(), "although it was requested");
    history.event("s", 8, "skip-lifted", "{'effect':'" + B + "','why':'yes'}");
    finds(history.requested("s", 9, "d/action/1", B).alone(), "does not stand");
  }

  @Test
  void effectRequestedTwiceOrSpokenOfAndNeverRequested() {
    finds(begun().requested("s", 2, A).alone(), "requested twice");
    finds(begun().observed("s", 2, B, "final").alone(), "never requested");
  }

  @Test
  void rowThatCannotBeRead() {
    finds(changed(2, "'rung'", "rung"), "cannot be read");
  }

  @Test
  void eventThatCarriesAnotherNumber() {
    finds(changed(2, "'sequence':2", "'sequence':7"), "carries another number");
  }

  @Test
  void secondCompensationWhileTheFirstMayStand() {
    finds(
        begun()
            .observed("s", 2, A, "final")
            .backward("s", 3)
            .requested("s", 4, UNDO_A)
            .requested("s", 5, "a/compensation/1/2")
            .alone(),
        "may stand");
  }

  @Test
  void actionThatBeginsAfterGoingBackwardOrOnNothing() {
    finds(begun().backward("s", 2).requested("s", 3, B).alone(), "goes backward");
    finds(begun().requested("s", 3, B, A).alone(), "does not stand");
  }

  @Test
  void compensationOutOfOrderOrOfWhatNeverHappened() {
    finds(twoDone().backward("s", 5).requested("s", 6, UNDO_A).alone(), "which relied on it");
    finds(
        begun().observed("s", 2, A, "void").backward("s", 3).requested("s", 4, UNDO_A).alone(),
        "never happened");
  }

  @Test
  void sagaThatStandsStillWithoutAReasonOrEndsOwingSomething() {
    finds(twoDone().alone(), "neither ended nor is parked");
    assertThat(
            HistoryChecker.flaws(
                begun().event("s", 2, "question-opened", "{'question':1}").alone()))
        .isEmpty();
    finds(twoDone().backward("s", 5).ended("s", 6, "compensated").alone(), "is not undone");
  }

  @Test
  void deadlineThatPassesEarlyAndResolutionThatTurnsRound() {
    finds(
        begun()
            .event("s", 29, "deadline-passed", "{'effect':'a/action/1','rung':'unknown'}")
            .alone(),
        "passed early");
    finds(
        begun().observed("s", 2, A, "final").observed("s", 3, A, "void").alone(), "without a word");
  }

  @Test
  void editedEventAndForgedDigest() {
    finds(changed(2, "'final'", "'other'"), "payload of event 2 of saga s was changed");
    finds(changed(2, "12:00:02Z", "12:00:03Z"), "not those that were hashed");
  }

  private static History changed(int row, String from, String to) {
    List<Row> rows = new ArrayList<>(undone().rows());
    Row old = rows.get(row);
    String events = old.events().replace(from.replace('\'', '"'), to.replace('\'', '"'));
    rows.set(
        row,
        new Row(
            old.position(),
            old.sagaKey(),
            old.saga(),
            old.firstSequence(),
            old.count(),
            old.previousHash(),
            old.lastHash(),
            events));
    return new History(rows, List.of(), List.of(), List.of());
  }

  @Test
  void rowThatIsGoneOrInAnotherPlace() {
    List<Row> gone = new ArrayList<>(undone().rows());
    gone.remove(3);
    History without = new History(gone, List.of(), List.of(), List.of());
    finds(without, "position 4 expected, 5 found");
    finds(without, "event 3 of saga s is missing");
    finds(without, "does not follow the one before it");
    List<Row> moved = new ArrayList<>(undone().rows());
    moved.add(3, moved.remove(4));
    finds(new History(moved, List.of(), List.of(), List.of()), "position 4 expected");
  }
}
