package io.meanwhile.app.children;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meanwhile.app.dispatch.Situation;
import io.meanwhile.app.engine.Attendant;
import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Statuses;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells parents what becomes of the sagas that they started: whenever a child changes its status,
 * and whenever a parent begins to wait, or is found waiting after a start. What is told follows
 * from the states of both alone, so telling twice changes nothing.
 */
public final class Children implements Attendant, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Children.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Orchestrator orchestrator;
  private final Cache<Long, SagaStatus> told = Caffeine.newBuilder().maximumSize(100_000).build();
  private final Set<String> attended = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Children(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  @Override
  public void update(Situation now) {
    if (now.saga().attributes().containsKey(Child.PARENT)) {
      changed(now);
    }
    for (EffectKey key : now.agenda().attends()) {
      Effect effect = now.saga().effect(key);
      if (effect != null && Own.of(effect.to()) == Own.SAGA && effect.ask() == null) {
        attend(now.saga().id(), effect);
      }
    }
  }

  private void changed(Situation now) {
    Child child = Child.of(now.saga());
    SagaStatus status = Statuses.statusOf(now.definition(), now.saga());
    if (child != null && told.asMap().put(now.sagaKey(), status) != status) {
      later(() -> tell(child.parent(), child.effect()));
    }
  }

  /** Once for each rung it is on: the child may have ended before anybody waited for it. */
  private void attend(String parent, Effect effect) {
    String known = effect.key().in(parent) + " " + effect.rung();
    if (attended.size() > 100_000) {
      attended.clear(); // looked at once more
    }
    if (attended.add(known)) {
      EffectKey key = effect.key();
      later(() -> tell(parent, key.isAction() ? key : key.undone()));
    }
  }

  private void later(Runnable what) {
    Thread.startVirtualThread(what);
  }

  /** Tells a parent about the child that this action started, until it is told. */
  private void tell(String parent, EffectKey action) {
    while (!closed) {
      try {
        tellNow(parent, action);
        return;
      } catch (RefusedException e) {
        if (e.retryAfter() == null) {
          LOG.debug("Saga {} does not want to know of {}", parent, action, e);
          return;
        }
      }
      pause();
    }
  }

  private void tellNow(String parent, EffectKey action) {
    String id = Child.idOf(parent, action);
    SagaView child = orchestrator.find(id).orElse(null);
    SagaView view = orchestrator.find(parent).orElse(null);
    Child of = child == null ? null : Child.of(child.state());
    boolean theirs = of != null && of.parent().equals(parent) && of.effect().equals(action);
    if (child == null || view == null || !theirs) {
      return;
    }
    Observation news = news(view, action, child);
    if (news != null) {
      Caller caller = new Caller("saga:" + id, null, news.id());
      await(parent, news, caller);
    }
  }

  /** Once it is to be undone, what becomes of it is an answer to that. */
  private static @Nullable Observation news(SagaView parent, EffectKey action, SagaView child) {
    List<Effect> undos = parent.state().compensations(action);
    if (!undos.isEmpty()) {
      return ChildReport.ofCompensation(undos.getLast(), child);
    }
    Effect effect = parent.state().effect(action);
    return effect == null ? null : ChildReport.ofAction(effect, child);
  }

  private void await(String parent, Observation news, Caller caller) {
    try {
      orchestrator.observe(parent, news, caller).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : new IllegalStateException(e.getCause());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
