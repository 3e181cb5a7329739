package io.meanwhile.core.simulation;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One saga from a seed: sends, answers, callbacks, losses, duplicates, delays, restarts, a cancel.
 */
final class Simulation {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MAX_COMMANDS = 5_000;

  private record Due(long at, long order, Runnable action) {}

  /** As the saga knows it. */
  Definition definition;

  /** What an operator does in between; nothing, mostly. */
  Consumer<Simulation> act = _ -> {};

  final Definition written;
  final World world;
  final Forgetting forgetting = new Forgetting(this);
  final List<SagaEvent> log = new ArrayList<>();
  final List<String> violations = new ArrayList<>();
  final Random random;
  private final Witnesses witnesses;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private final Set<String> inFlight = new HashSet<>();
  private final Postbox postbox = new Postbox();
  private final long calm;
  private Saga saga = Saga.NOT_STARTED;
  private long now;
  private long order;
  private int commands;
  private int incarnation;

  Simulation(long seed) {
    this(seed, (_, plain) -> plain);
  }

  /** With more made of the random definition. */
  Simulation(long seed, BiFunction<Random, Definition, Definition> more) {
    this(seed, more, (_, _) -> List.of());
  }

  /** With other versions of it at hand. */
  Simulation(
      long seed,
      BiFunction<Random, Definition, Definition> more,
      BiFunction<Random, Definition, List<Definition>> versions) {
    random = new Random(seed);
    Definition first = more.apply(random, RandomDefinition.from(random));
    List<Definition> others = versions.apply(random, first);
    written = first.known(others);
    definition = first;
    world = new World(random, World.depths(first, others));
    witnesses = new Witnesses(random, () -> definition);
    calm = 60_000L + random.nextInt(300_000);
  }

  Saga run() {
    decide(new SagaCommand.Start(time(), "s", null, Map.of()));
    Operator.disturb(this);
    act.accept(this);
    while (!queue.isEmpty() && commands < MAX_COMMANDS) {
      Due due = queue.remove();
      now = Math.max(now, due.at);
      due.action.run();
    }
    if (commands >= MAX_COMMANDS) {
      violations.add("no end after " + commands + " commands");
    }
    return saga;
  }

  Instant time() {
    return START.plusMillis(now);
  }

  void later(long delay, Runnable action) {
    queue.add(new Due(now + Math.max(0, delay), order++, action));
  }

  void decide(SagaCommand command) {
    commands++;
    if (SagaDecider.decide(written, saga, command) instanceof Decision.Events events) {
      for (SagaEvent event : events.events()) {
        if (event instanceof SagaEvent.EffectRequested requested) {
          begins(requested);
        }
        Saga before = saga;
        saga = SagaDecider.evolve(saga, event);
        if (event instanceof SagaEvent.SagaMigrated) {
          definition = written.in(saga);
        }
        log.add(event);
        Watch.event(this, before, event, saga);
      }
    }
    dispatch();
    operate();
  }

  private void begins(SagaEvent.EffectRequested r) {
    if (r.validUntil() != null) {
      later(millisUntil(r.validUntil()), () -> world.expire(r.effect()));
    }
  }

  /** Sends what the agenda says and sets the clock for its next deadline. */
  private void dispatch() {
    Agenda agenda = Agenda.of(saga);
    for (Agenda.Send send : agenda.sends()) {
      Watch.sent(this, send);
      if (inFlight.add(send.effect() + "#" + send.ask())) {
        int life = incarnation;
        later(millisUntil(send.ask().at()), () -> send(send, life));
      }
    }
    postbox.look(this, agenda, random);
    Instant wake = agenda.wakeAt();
    if (wake != null) {
      later(millisUntil(wake), () -> wake(wake));
    }
  }

  private void wake(Instant due) {
    if (due.equals(Agenda.of(saga).wakeAt())) {
      decide(new SagaCommand.PassTime(time()));
    }
  }

  private long millisUntil(Instant instant) {
    return instant.toEpochMilli() - time().toEpochMilli();
  }

  private void send(Agenda.Send send, int life) {
    Effect effect = saga.effect(send.effect());
    if (life != incarnation || effect == null || !send.ask().equals(effect.ask())) {
      return; // given up or answered meanwhile, or the process is gone
    }
    if (forgetting.isTooLate(send)) {
      fail(send, life, Failure.NO_ANSWER);
      return;
    }
    int fate = (now < calm) ? random.nextInt(10) : 9;
    if (fate == 0) {
      later(50, () -> fail(send, life, Failure.UNAVAILABLE));
      return;
    }
    if (fate == 1) {
      later(5_000, () -> fail(send, life, Failure.NO_ANSWER)); // lost on the way
      return;
    }
    int delay = random.nextInt(now < calm ? 8_000 : 100);
    later(forgetting.onTheWay(send.effect(), delay), () -> arrive(send));
    if (fate == 2) {
      later(5_000, () -> fail(send, life, Failure.NO_ANSWER)); // the answer is lost or late
    } else {
      later(random.nextInt(9_000), () -> answer(send, life));
    }
  }

  private void arrive(Agenda.Send send) {
    EffectKey key = send.effect();
    if (!send.ask().probe()) {
      boolean first = world.outside(key).state == World.State.NONE;
      world.arrive(key);
      if (first) {
        Judge.begun(this, key);
        forgetting.cameFirst(key);
      }
      callbacks(key, 12);
    }
  }

  /** The participant's own news: late, twice, out of order, or never while faults last. */
  private void callbacks(EffectKey key, int more) {
    later(
        500 + random.nextInt(20_000),
        () -> {
          World.State before = world.outside(key).state;
          world.age(key, now < calm);
          Judge.undone(this, key);
          World.Says says = world.says(key);
          boolean reorg =
              before == World.State.DONE && world.outside(key).state == World.State.PENDING;
          World.Says gone = new World.Says(Report.REVERTED, null, null);
          World.Says news = reorg && random.nextBoolean() ? gone : says; // or where it is now
          Instant seen = time();
          if (news != null) {
            witnesses.of(key).forEach(observer -> tell(key, observer, news, seen));
          }
          if (more > 0) {
            callbacks(key, more - 1);
          }
        });
  }

  private void tell(EffectKey key, String observer, World.Says news, Instant seen) {
    World.Says said = witnesses.word(key, observer, news);
    int copies = (now < calm) ? random.nextInt(4) : 1;
    for (int i = 0; i < copies; i++) {
      long delay = random.nextInt(now < calm ? 30_000 : 200);
      later(delay, () -> observe(key, observer, said, seen, null));
    }
  }

  private void answer(Agenda.Send send, int life) {
    World.Says truth = world.says(send.effect());
    String participant = Witnesses.participant(send.effect());
    World.Says says = truth == null ? null : witnesses.word(send.effect(), participant, truth);
    if (life == incarnation && says != null) {
      boolean nothing = says.report() == Report.UNKNOWN && !send.ask().probe();
      if (nothing) {
        fail(send, life, Failure.NO_ANSWER);
      } else {
        observe(send.effect(), participant, says, time(), send.ask());
      }
    }
  }

  private void observe(
      EffectKey key, String observer, World.Says says, Instant seen, @Nullable Ask answers) {
    String id = (answers == null ? "c" : "a") + "-" + seen.toEpochMilli() + says;
    Object result = RandomGroups.result(definition, key);
    var outcome = says.outcome();
    Observation said =
        new Observation(
            key, observer, id, says.report(), says.depth(), result, null, outcome, null, seen);
    decide(new SagaCommand.Observe(time(), said, answers));
  }

  private void fail(Agenda.Send send, int life, Failure failure) {
    if (life == incarnation) {
      decide(
          new SagaCommand.ReportFailure(
              time(),
              send.effect(),
              send.ask().attempt(),
              send.ask().probe(),
              failure,
              "simulated"));
    }
  }

  /** The process dies: everything in memory is gone, the state is rebuilt from the log. */
  void restart() {
    Saga rebuilt = Saga.NOT_STARTED;
    for (SagaEvent event : log) {
      rebuilt = SagaDecider.evolve(rebuilt, event);
    }
    if (!rebuilt.equals(saga)) {
      violations.add("the replayed state differs");
    }
    saga = rebuilt;
    incarnation++;
    inFlight.clear();
    dispatch();
  }

  /** Once all is calm an operator answers what is open, truthfully. */
  private void operate() {
    for (Question question : saga.questions().values()) {
      if (inFlight.add("question" + question.id())) {
        later(Math.max(calm - now, 0) + 100_000, () -> Operator.answer(this, question));
      }
    }
  }

  Saga saga() {
    return saga;
  }
}
