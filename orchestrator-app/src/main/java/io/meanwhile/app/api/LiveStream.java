package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.log.StoredEvent;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One reader of one saga's events. It ends when the reader goes away or the service stops. */
final class LiveStream {
  private static final long NO_TIMEOUT = 0;

  private final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
  private final AtomicReference<@Nullable AutoCloseable> following = new AtomicReference<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean beating = new AtomicBoolean();
  private final Consumer<LiveStream> gone;

  LiveStream(Consumer<LiveStream> gone) {
    this.gone = gone;
    emitter.onCompletion(this::end);
    emitter.onError(_ -> end());
    emitter.onTimeout(this::end);
  }

  SseEmitter emitter() {
    return emitter;
  }

  void follow(Orchestrator orchestrator, String saga, long after) {
    try {
      emitter.send(SseEmitter.event().comment("following " + saga));
      following.set(orchestrator.follow(saga, after, this::send));
    } catch (IOException closed) {
      end();
    } catch (RuntimeException refused) {
      end();
      throw refused;
    }
    if (ended.get()) {
      release();
    }
  }

  private void send(StoredEvent event) {
    try {
      emitter.send(
          SseEmitter.event()
              .id(Long.toString(event.sequence()))
              .data(EventResource.of(event), MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException closed) {
      end();
    }
  }

  /** Tells reader and proxies that the stream is alive; and finds out whether the reader is. */
  void beat() {
    if (!beating.compareAndSet(false, true)) {
      return;
    }
    try {
      emitter.send(SseEmitter.event().comment("alive"));
    } catch (IOException | IllegalStateException closed) {
      end();
    } finally {
      beating.set(false);
    }
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      gone.accept(this);
      release();
      emitter.complete();
    }
  }

  private void release() {
    AutoCloseable open = following.getAndSet(null);
    if (open != null) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException("a follower cannot fail to stop", e);
      }
    }
  }
}
