package io.meanwhile.app.engine;

import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.OpenSagaIndex;
import io.meanwhile.app.log.OpenSagaIndex.Note;
import io.meanwhile.core.decider.Agenda;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes after each append when the saga is to be looked at again, and saves that behind the log, a
 * few times a second: most sagas are born and end between two saves and cost the store nothing.
 * Nothing is saved before it is known what the last process left unsaved: a save says that the
 * index is right up to its position, and what it lacked would not be found again.
 */
final class OpenSagas {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSagas.class);
  private static final long PAUSE_MILLIS = 250;

  private final OpenSagaIndex index;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Changes changes = new Changes();
  private boolean recovered;

  /** What has not been saved. */
  private static final class Changes {
    final Map<Long, Note> notes = new HashMap<>();

    /** Unknown to the store. */
    final Set<Long> born = new HashSet<>();

    long position;
  }

  OpenSagas(OpenSagaIndex index) {
    this.index = index;
    this.thread = Thread.ofPlatform().name("meanwhile-open-sagas").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Hands over what was saved before the last stop.
   *
   * @return how many sagas are open
   * @throws LogUnavailableException when the store cannot be read
   */
  int recover(BiConsumer<Long, Instant> open) {
    int[] found = {0};
    Map<Long, Note> lacking = index.lacking();
    goOnFrom(lacking); // before the walk, which may take long: what is noted meanwhile is saved
    index.read(
        lacking,
        (key, lookAt) -> {
          found[0]++;
          open.accept(key, lookAt);
        });
    return found[0];
  }

  /** What was noted meanwhile is newer. */
  private synchronized void goOnFrom(Map<Long, Note> lacking) {
    lacking.forEach(changes.notes::putIfAbsent);
    recovered = true;
  }

  /** A draft is durable. Called by the writer, in the order of the log. */
  synchronized void note(Draft draft, Frame frame) {
    long key = frame.sagaKey();
    Changes now = changes;
    now.position = frame.position() + frame.size() - 1;
    // Before recovery has read the log's end, it may find a saga there that has ended since.
    if (frame.birth() != null && recovered) {
      now.born.add(key);
    }
    if (draft.after().ended() == null) {
      Agenda agenda = draft.agenda();
      now.notes.put(key, new Note(agenda == null ? Instant.EPOCH : lookAt(agenda)));
    } else if (now.born.remove(key)) {
      now.notes.remove(key);
    } else {
      now.notes.put(key, new Note(null));
    }
  }

  /**
   * The first time at which something is to be sent or is due. What the orchestrator itself has to
   * see happen is looked for from the start on.
   */
  private static Instant lookAt(Agenda agenda) {
    if (!agenda.attends().isEmpty()) {
      return Instant.EPOCH;
    }
    Instant first = agenda.wakeAt() == null ? Instant.MAX : agenda.wakeAt();
    for (Agenda.Send send : agenda.sends()) {
      first = send.ask().at().isBefore(first) ? send.ask().at() : first;
    }
    return first;
  }

  private void run() {
    try {
      while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        save();
      }
      save();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void save() {
    Changes saving = swap();
    if (saving == null) {
      return;
    }
    try {
      index.save(saving.position, saving.notes);
    } catch (LogUnavailableException e) {
      LOG.debug("Which sagas are open is saved later", e);
      takeBack(saving);
    }
  }

  /** Null when there is nothing to save, or not yet. */
  private synchronized @Nullable Changes swap() {
    if (!recovered || changes.position == 0) {
      return null;
    }
    Changes saving = changes;
    changes = new Changes();
    return saving;
  }

  /** The store may know all of it, or nothing: none of them counts as unknown to it any more. */
  private synchronized void takeBack(Changes unsaved) {
    Changes newer = changes;
    unsaved.notes.putAll(newer.notes);
    unsaved.position = Math.max(unsaved.position, newer.position);
    unsaved.born.clear();
    unsaved.born.addAll(newer.born);
    changes = unsaved;
  }

  /** Saves what there is; after the writer has stopped. */
  void stop() throws InterruptedException {
    closing.countDown();
    if (thread.getState() != Thread.State.NEW) {
      thread.join();
    }
  }
}
