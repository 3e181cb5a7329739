package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.THREE;
import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every order in which the statements of three observers can arrive, each with its observer's own
 * time: what is believed in the end does not depend on it. {@code -Dmeanwhile.statements=6} tries
 * all of them.
 */
class QuorumOrdersTest {
  private static final String LOCK = "lock/action/1";
  private static final Instant SEEN = SagaFixture.START.plusSeconds(10);
  private static final Instant NOW = SagaFixture.START.plusSeconds(60);

  /** How many statements in all; with more of them there are many more orders. */
  private static final int MOST = Integer.getInteger("meanwhile.statements", 4);

  /** What one observer says, and the when of its own clock. */
  private record Statement(
      String observer, int time, Report report, int depth, @Nullable Object result) {
    SagaCommand command(int arrival) {
      Instant seen = SEEN.plusSeconds(time);
      return new SagaCommand.Observe(
          NOW.plusMillis(arrival),
          Observers.said(seen, observer, LOCK, report, depth, result),
          null);
    }
  }

  /** What one observer may have said, the oldest first: it climbs, lags, lies or is silent. */
  private static List<List<Statement>> stories(String o) {
    return List.of(
        List.of(),
        List.of(new Statement(o, 1, Report.FINAL, 12, "x")),
        List.of(new Statement(o, 1, Report.FINAL, 15, "y")),
        List.of(new Statement(o, 1, Report.CONFIRMED, 2, "x")),
        List.of(new Statement(o, 1, Report.ACCEPTED, 0, null)),
        List.of(new Statement(o, 1, Report.REFUSED, 12, null)),
        List.of(new Statement(o, 1, Report.REFUSED, 1, null)),
        List.of(new Statement(o, 1, Report.REVERTED, 0, null)),
        List.of(new Statement(o, 1, Report.UNKNOWN, 0, null)),
        List.of(
            new Statement(o, 1, Report.ACCEPTED, 0, null),
            new Statement(o, 2, Report.CONFIRMED, 3, "x")),
        List.of(
            new Statement(o, 1, Report.CONFIRMED, 3, "x"),
            new Statement(o, 2, Report.FINAL, 13, "x")),
        List.of(
            new Statement(o, 1, Report.CONFIRMED, 3, "x"),
            new Statement(o, 2, Report.REVERTED, 0, null)),
        List.of(
            new Statement(o, 1, Report.CONFIRMED, 3, "x"),
            new Statement(o, 2, Report.ACCEPTED, 0, null)),
        List.of(
            new Statement(o, 1, Report.REFUSED, 2, null),
            new Statement(o, 2, Report.FINAL, 14, "x")));
  }

  private static boolean changesItsMind(List<Statement> story) {
    if (story.size() < 2) {
      return false;
    }
    Report first = story.getFirst().report();
    return first == Report.REFUSED
        || story.getLast().report().compareTo(first) < 0
        || story.getLast().report() == Report.REVERTED;
  }

  private static Definition rule(Finality confirm) {
    return definition(
        step("lock", confirmed(call("lock-svc/do"), confirm), null), step("b", "lock"));
  }

  @Test
  void ofEachObserverTheSameStatementCountsInEveryOrder() {
    forEveryCombination(all -> {
      Set<Map<String, String>> ends = new HashSet<>();
      inEveryOrder(rule(twoOfThree(12)), all, effect -> ends.add(voices(effect)));
      assertThat(ends).as(all.toString()).hasSize(1);
    });
  }

  @Test
  void whoDoesNotChangeItsMindPutsTheEffectOnTheSameRungInEveryOrder() {
    for (Definition rule : List.of(rule(twoOfThree()), rule(twoOfThree(12)))) {
      forEveryCombination(all -> {
        if (THREE.stream().noneMatch(o -> changesItsMind(of(all, o)))) {
          Set<String> ends = new HashSet<>();
          inEveryOrder(rule, all, effect -> ends.add(meaning(effect)));
          assertThat(ends).as(all.toString()).hasSize(1);
        }
      });
    }
  }

  @Test
  void whereAQuorumAgreesInTheEndItIsBelievedInEveryOrder() {
    forEveryCombination(all -> {
      long affirm = THREE.stream().filter(o -> ends(of(all, o), Report.FINAL, "x")).count();
      long refuse = THREE.stream().filter(o -> ends(of(all, o), Report.REFUSED, null)).count();
      inEveryOrder(
          rule(twoOfThree()),
          all,
          effect -> {
            if (affirm >= 2) {
              assertThat(effect.rung()).as(all.toString()).isEqualTo(Rung.FINAL);
              assertThat(effect.result()).as(all.toString()).isEqualTo("x");
            }
            if (refuse >= 2) {
              assertThat(effect.rung()).as(all.toString()).isEqualTo(Rung.VOID);
            }
            if (THREE.stream().filter(o -> everAffirms(of(all, o))).count() < 2) {
              assertThat(effect.stands()).as(all.toString()).isNotEqualTo(Stands.YES);
            }
          });
    });
  }

  private static boolean everAffirms(List<Statement> story) {
    return story.stream()
        .anyMatch(s -> s.report() == Report.CONFIRMED || s.report() == Report.FINAL);
  }

  private static boolean ends(List<Statement> story, Report report, @Nullable Object result) {
    return !story.isEmpty()
        && story.getLast().report() == report
        && Objects.equals(story.getLast().result(), result);
  }

  private static List<Statement> of(List<Statement> all, String observer) {
    return all.stream().filter(s -> s.observer().equals(observer)).toList();
  }

  private static Map<String, String> voices(Effect effect) {
    Map<String, String> voices = new TreeMap<>();
    effect
        .voices()
        .forEach(v ->
            voices.put(v.observer(), v.says() + " " + v.depth() + v.result() + v.newestSeen()));
    return voices;
  }

  /** Once it is final, more confirmations are not counted any more. */
  private static String meaning(Effect effect) {
    boolean counted = effect.rung() == Rung.CONFIRMED || effect.rung() == Rung.REFUSED;
    return effect.rung() + " " + (counted ? effect.depth() : "") + effect.result();
  }

  private static void forEveryCombination(Consumer<List<Statement>> check) {
    int checked = 0;
    for (List<Statement> a : stories("a")) {
      for (List<Statement> b : stories("b")) {
        for (List<Statement> c : stories("c")) {
          List<Statement> all = new ArrayList<>(a);
          all.addAll(b);
          all.addAll(c);
          if (all.size() <= MOST) {
            check.accept(all);
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(2_000);
  }

  private static void inEveryOrder(
      Definition definition, List<Statement> all, Consumer<Effect> check) {
    Saga started =
        applied(
            Saga.NOT_STARTED,
            SagaDecider.decide(
                definition,
                Saga.NOT_STARTED,
                new SagaCommand.Start(SagaFixture.START, "s", null, Map.of())));
    orders(definition, started, new ArrayList<>(all), 0, check);
  }

  private static void orders(
      Definition definition, Saga saga, List<Statement> left, int arrived, Consumer<Effect> check) {
    if (left.isEmpty()) {
      check.accept(Objects.requireNonNull(saga.effect(EffectKey.parse(LOCK))));
    }
    for (int i = 0; i < left.size(); i++) {
      List<Statement> rest = new ArrayList<>(left);
      Statement next = rest.remove(i);
      Decision once = SagaDecider.decide(definition, saga, next.command(arrived));
      Saga after = applied(saga, once);
      assertThat(applied(after, SagaDecider.decide(definition, after, next.command(arrived + 1))))
          .as("the same again")
          .isEqualTo(after);
      orders(definition, after, rest, arrived + 1, check);
    }
  }

  private static Saga applied(Saga saga, Decision decision) {
    Saga one = saga;
    for (SagaEvent event : ((Decision.Events) decision).events()) {
      one = SagaDecider.evolve(one, event);
    }
    return one;
  }
}
