package io.meanwhile.app.dispatch;

import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.Attempt;
import io.meanwhile.app.participants.Channel;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Saga;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the log says is unanswered. It is told the durable situation of a saga after every
 * append, by one thread at a time; what has been sent, and until when it sleeps, is all it keeps.
 */
public final class Dispatcher implements AutoCloseable {

  /** A wake-up that brought nothing is repeated after this: it would otherwise spin. */
  private static final Duration FRUITLESS = Duration.ofSeconds(1);

  private final ParticipantRegistry participants;
  private final Limits limits;
  private final Sending.Tools tools;
  private final InstantSource clock;
  private final Outcomes outcomes;
  private final Wakes wakes;
  private final Map<Long, Desk> desks = new ConcurrentHashMap<>();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  /**
   * The bounds of dispatch.
   *
   * @param perParticipant how many calls to one participant run at once
   * @param tokenGrace how long after an effect's deadline its participant may still report
   */
  public record Limits(int perParticipant, Duration tokenGrace) {}

  /** What this process has begun for one saga, and not heard of in the log yet. */
  private static final class Desk {
    final Map<AskKey, Sending> begun = new LinkedHashMap<>(4);
  }

  /**
   * @param answers on {@link System#nanoTime}, for the time that an answer may take
   */
  public Dispatcher(
      ParticipantRegistry participants,
      Limits limits,
      InstantSource clock,
      Outcomes outcomes,
      Alarms answers,
      Moments moments) {
    this.participants = participants;
    this.limits = limits;
    this.clock = clock;
    this.outcomes = outcomes;
    this.wakes =
        new Wakes("meanwhile-deadlines", () -> nanos(clock.instant()), outcomes::wakeInTurn);
    this.tools = new Sending.Tools(outcomes, clock, answers, moments);
  }

  /** The durable situation of a saga. Called by one thread at a time, in the order of the log. */
  public void update(Situation now) {
    Agenda agenda = now.agenda();
    long key = now.sagaKey();
    Desk desk = desks.get(key);
    if (desk != null) {
      withdraw(desk, agenda);
    }
    Instant next = agenda.wakeAt();
    if (!agenda.sends().isEmpty() || next != null) {
      Instant time = clock.instant();
      if (next != null && now.fruitless() && !next.isAfter(time)) {
        next = time.plus(FRUITLESS);
      }
      for (Agenda.Send send : agenda.sends()) {
        Instant at = send.ask().at();
        if (at.isAfter(time)) {
          next = next == null || at.isBefore(next) ? at : next;
        } else {
          desk = begin(desk, now, send);
        }
      }
    }
    if (desk != null && desk.begun.isEmpty()) {
      desks.remove(key);
    }
    if (next == null) {
      wakes.clear(key);
    } else {
      wakes.set(key, nanos(next));
    }
  }

  /** Looks at a saga at a time that was noted before a restart, unless it has been looked at. */
  public void remember(long sagaKey, Instant lookAt) {
    wakes.setIfAbsent(sagaKey, nanos(lookAt));
  }

  /** How many sagas wait for something. */
  public int open() {
    return wakes.size();
  }

  /** How many attempts wait for their turn, by participant; those with none are left out. */
  public Map<String, Integer> waiting() {
    return gates.entrySet().stream()
        .filter(gate -> gate.getValue().waiting() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, gate -> gate.getValue().waiting()));
  }

  /** The saga's desk, made when there was none. */
  private Desk begin(@Nullable Desk known, Situation now, Agenda.Send send) {
    Desk desk = known == null ? desks.computeIfAbsent(now.sagaKey(), _ -> new Desk()) : known;
    AskKey key = AskKey.of(send.effect(), send.ask());
    Saga saga = now.saga();
    Effect effect = saga.effect(send.effect());
    if (effect == null || desk.begun.containsKey(key)) {
      return desk;
    }
    Definition definition = now.definition().in(saga); // with what was proposed in it
    String name = Requests.target(definition, effect, send.ask()).participant();
    Gate gate = gates.computeIfAbsent(name, _ -> new Gate(limits.perParticipant(), outcomes::wake));
    if (gate.defers(now.sagaKey())) {
      return desk;
    }
    Sending.Names names =
        new Sending.Names(Requests.observer(definition, effect, send.ask()), name);
    Attempt attempt =
        Requests.attempt(
            saga,
            definition,
            effect,
            send.ask(),
            limits.tokenGrace(),
            names.only(outcomes.reporter(now.sagaKey(), send.effect(), name)));
    Channel channel = participants.find(name).orElse(null);
    Sending sending = new Sending(now.sagaKey(), send, names, attempt, channel, tools);
    desk.begun.put(key, sending);
    if (channel == null) {
      sending.run();
    } else {
      gate.enter(sending);
    }
    return desk;
  }

  /**
   * Entries stay as long as the log asks: an outcome that is not durable yet must not be resent.
   */
  private static void withdraw(Desk desk, Agenda agenda) {
    Set<AskKey> asked = HashSet.newHashSet(agenda.sends().size());
    for (Agenda.Send send : agenda.sends()) {
      asked.add(AskKey.of(send.effect(), send.ask()));
    }
    Iterator<Map.Entry<AskKey, Sending>> begun = desk.begun.entrySet().iterator();
    while (begun.hasNext()) {
      Map.Entry<AskKey, Sending> entry = begun.next();
      if (!asked.contains(entry.getKey())) {
        entry.getValue().withdraw();
        begun.remove();
      }
    }
  }

  /** Nanoseconds since 1970; the far future is far enough at the end of what a long can hold. */
  private static long nanos(Instant at) {
    long seconds = Math.clamp(at.getEpochSecond(), -9_000_000_000L, 9_000_000_000L);
    return seconds * 1_000_000_000L + at.getNano();
  }

  /** Stops waking and sending; calls under way are not waited for, the log asks again. */
  @Override
  public void close() {
    wakes.close();
    desks.values().forEach(desk -> desk.begun.values().forEach(Sending::withdraw));
  }
}
