package io.meanwhile.app.messages;

import io.meanwhile.app.dispatch.Situation;
import io.meanwhile.app.engine.Attendant;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.format.JsonReading;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.MessageHead;
import io.meanwhile.app.log.MessageStore;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Saga;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages in. Each is durable before it is acknowledged; it is given to every step that
 * waits for it then, or kept and given to the first that does. Given away is an observation in the
 * saga's log under the message's id, so that it counts once however often it is given.
 */
public final class Messages implements Attendant, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MessageStore store;
  private final MessageWriter writer;
  private final MessageLimits limits;
  private final Deliveries deliveries;
  private final InstantSource clock;
  private final Object lock = new Object();
  private final MessageIndex index = new MessageIndex();
  private final MessageRoom room;
  private volatile boolean closed;

  public Messages(
      MessageStore store, MessageLimits limits, Deliveries deliveries, InstantSource clock) {
    this.store = store;
    this.writer = new MessageWriter(store);
    this.limits = limits;
    this.deliveries = deliveries;
    this.clock = clock;
    this.room = new MessageRoom(store, index, lock, limits, clock);
  }

  /** Remembers what is stored; before the engine starts. */
  public void start() {
    synchronized (lock) {
      store.each(head -> index.remember(new Kept(head)));
    }
    writer.start();
    room.start();
  }

  /**
   * Takes a message in; returns once it is durable and those that waited for it have it. The same
   * message again changes nothing.
   *
   * @return false when it was known already
   * @throws RefusedException message-exists, busy, unavailable
   */
  public boolean receive(Incoming message, String by) {
    Instant now = clock.instant();
    String digest = message.digest();
    synchronized (lock) {
      Kept known = index.find(message.id());
      if (known != null) {
        requireSame(digest, known.digest);
        return false;
      }
    }
    if (room.isFull()) {
      room.make(now);
      if (room.isFull()) {
        throw new RefusedException(
            "busy", "There are " + limits.most() + " messages that nobody has taken.", PAUSE);
      }
    }
    MessageHead head = stored(message, now, by);
    requireSame(digest, head.digest());
    List<Wait> waits = came(head, message.data());
    give(new Kept(head), message.data(), waits);
    return true;
  }

  private static void requireSame(String digest, String known) {
    if (!digest.equals(known)) {
      throw new RefusedException(
          "message-exists", "A message of this id was received before, with other content.");
    }
  }

  private MessageHead stored(Incoming message, Instant now, String by) {
    try {
      return writer.add(message.stored(now, by)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("unavailable", "The service is stopping.", PAUSE);
    } catch (ExecutionException e) {
      LOG.debug("A message cannot be stored", e);
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : new RefusedException("unavailable", "Messages cannot be stored at present.", PAUSE);
    }
  }

  private List<Wait> came(MessageHead head, @Nullable Object data) {
    List<MessageIndex.Looked> lookedAt;
    synchronized (lock) {
      lookedAt = index.lookedAt(head.name());
    }
    var keys = MessageIndex.keys(lookedAt, data);
    synchronized (lock) {
      return index.find(head.id()) != null ? List.of() : index.came(new Kept(head), data, keys);
    }
  }

  /** The first takes it; all that waited when it came have it then. */
  private void give(Kept came, @Nullable Object data, List<Wait> waits) {
    List<CompletableFuture<Deliveries.Told>> told = new ArrayList<>();
    for (Wait wait : waits) {
      Kept message = claimed(came.id, wait);
      if (message != null) {
        told.add(deliver(message, data, wait));
      }
    }
    told.forEach(CompletableFuture::join);
  }

  private @Nullable Kept claimed(String id, Wait wait) {
    boolean first;
    Kept message;
    synchronized (lock) {
      message = index.find(id);
      if (message == null || !message.isFor(wait)) {
        return null;
      }
      first = message.takenBy == null;
      if (first) {
        message.takenBy = wait.taker();
      }
    }
    if (first) {
      store.taken(id, wait.taker());
    }
    return message;
  }

  private CompletableFuture<Deliveries.Told> deliver(
      Kept message, @Nullable Object data, Wait wait) {
    return deliveries
        .deliver(wait, message.id, data, message.receivedAt)
        .thenApply(told -> {
          switch (told) {
            case TAKEN -> {}
            case NOT_WAITING -> release(message, wait);
            case NOT_NOW -> later(wait);
          }
          return told;
        });
  }

  /** Whoever waits next gets it. */
  private void release(Kept message, Wait wait) {
    boolean mine;
    synchronized (lock) {
      mine = wait.taker().equals(message.takenBy);
      if (mine) {
        message.takenBy = null;
      }
    }
    if (mine) {
      store.taken(message.id, null);
    }
  }

  private void later(Wait wait) {
    Thread.ofVirtual()
        .start(() -> {
          LockSupport.parkNanos(PAUSE.toNanos());
          if (!closed) {
            look(wait);
          }
        });
  }

  /** Steps that begin to wait, and those that do no more. */
  @Override
  public void update(Situation now) {
    List<EffectKey> attends = now.agenda().attends();
    List<Wait> fresh;
    synchronized (lock) {
      boolean known = index.waiting() > 0 && index.attends(now.sagaKey());
      if (attends.isEmpty() && !known) {
        return; // most of them
      }
      fresh = index.update(now.sagaKey(), waits(now.sagaKey(), now.saga(), attends));
    }
    fresh.forEach(wait -> Thread.ofVirtual().start(() -> look(wait)));
  }

  private static List<Wait> waits(long sagaKey, Saga saga, List<EffectKey> attends) {
    List<Wait> waits = new ArrayList<>();
    for (EffectKey key : attends) {
      Effect effect = saga.effect(key);
      Wait wait =
          effect != null && Own.of(effect.to()) == Own.MESSAGE
              ? Wait.of(sagaKey, saga.id(), effect)
              : null;
      if (wait != null) {
        waits.add(wait);
      }
    }
    return waits;
  }

  /** Gives it what was kept for it. */
  private void look(Wait wait) {
    try {
      readFor(wait);
      Kept message;
      synchronized (lock) {
        message = index.waits(wait) ? index.first(wait) : null;
      }
      if (message != null && claimed(message.id, wait) != null) {
        byte[] data = store.data(message.id).orElse(null);
        if (data != null) {
          deliver(message, JsonReading.stored().read(data), wait).join();
        }
      }
    } catch (LogUnavailableException e) {
      LOG.debug("Kept messages cannot be read; trying again", e);
      later(wait);
    }
  }

  /** What is kept is looked at for something that nobody waited for before. */
  private void readFor(Wait wait) {
    String name = wait.name();
    synchronized (lock) {
      if (index.isComplete(name, wait.of())) {
        return;
      }
    }
    store.named(
        name,
        (id, data) -> {
          Object value = JsonReading.stored().read(data);
          synchronized (lock) {
            index.look(wait.of(), id, value);
          }
        });
    synchronized (lock) {
      index.complete(name, wait.of());
    }
  }

  /** Steps that wait for messages now. */
  public List<Wait> waiting(Predicate<Wait> which, int most) {
    synchronized (lock) {
      return index.waits(which, most);
    }
  }

  /** A message that nobody has taken. */
  public record KeptMessage(String id, String name, Instant receivedAt) {}

  /** Messages that nobody has taken, the oldest first. */
  public List<KeptMessage> kept(Predicate<String> name, int most) {
    synchronized (lock) {
      return index.all().stream()
          .filter(kept -> kept.takenBy == null && name.test(kept.name))
          .limit(most)
          .map(kept -> new KeptMessage(kept.id, kept.name, kept.receivedAt))
          .toList();
    }
  }

  @Override
  public void close() {
    closed = true;
    writer.close();
    room.close();
  }
}
