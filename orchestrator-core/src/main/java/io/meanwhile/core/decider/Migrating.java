package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Migration;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets a saga follow another version of its definition. What has not begun follows that one; what
 * has begun keeps its key and its rules, unless it is named.
 */
final class Migrating {
  private static final String CODE = "cannot-migrate";

  private Migrating() {}

  static Decision migrate(Turn turn, SagaCommand.Migrate migrate) {
    Saga saga = turn.saga();
    if (saga.ended() != null) {
      return turn.refused("saga-ended", "The saga has ended: nothing is left to migrate.");
    }
    if (!migrate.to().name().equals(Objects.requireNonNull(saga.definition()).name())) {
      return turn.refused(
          CODE, "A saga follows versions of its own definition only: " + saga.definition() + ".");
    }
    Definition to = turn.version(migrate.to());
    Mapping mapping = new Mapping(turn.definition, saga, to, migrate.map());
    List<Decision.Flaw> flaws = new ArrayList<>(mapping.flaws());
    if (flaws.isEmpty()) {
      flaws.addAll(new PivotsMoved(turn.definition, saga, to, mapping).flaws());
    }
    if (!flaws.isEmpty()) {
      return refused(to, flaws);
    }
    SagaEvent.SagaMigrated event = event(turn, migrate, to, mapping);
    if (changesNothing(saga, event)) {
      return saga.migrated().earlier().isEmpty()
          ? turn.refused("same-version", "The saga follows version " + to.ref() + " already.")
          : new Decision.Events(List.of());
    }
    Saga after = Evolution.apply(saga, event);
    if (isUndone(turn, after)) {
      String goal = "its goal is met, and would not be any more: " + Goals.rule(turn.known(after));
      return refused(to, List.of(new Decision.Flaw("/to", goal)));
    }
    turn.emit(event);
    closeWhatIsTriedAgain(turn);
    return turn.settled();
  }

  private static Decision refused(Definition to, List<Decision.Flaw> flaws) {
    String all = flaws.stream().map(Decision.Flaw::message).collect(Collectors.joining("; "));
    String detail = "The saga cannot follow " + to.ref() + ": " + all + ".";
    return new Decision.Refused(CODE, detail, flaws);
  }

  private static SagaEvent.SagaMigrated event(
      Turn turn, SagaCommand.Migrate migrate, Definition to, Mapping mapping) {
    Saga saga = turn.saga();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    migrate
        .map()
        .forEach((place, name) -> {
          if (saga.action(place) != null) {
            map.put(place, name); // what has not begun needs none
          }
        });
    List<EffectKey> keeps = new TakingOver(turn.definition, saga, to, mapping).keeps();
    String after = "follows " + to.ref() + kept(keeps);
    DefinitionRef from = Objects.requireNonNull(saga.definition());
    Migration migration = new Migration(from, to.ref(), map, keeps, deadline(turn, to));
    return new SagaEvent.SagaMigrated(
        turn.at, migration, migrate.who(), migrate.reason(), "follows " + from, after);
  }

  private static String kept(List<EffectKey> keeps) {
    List<String> places = keeps.stream().map(EffectKey::place).distinct().toList();
    return places.isEmpty() ? "" : "; rules are kept for " + String.join(", ", places);
  }

  /** Counted from the start, where the versions differ. */
  private static @Nullable Instant deadline(Turn turn, Definition to) {
    Saga saga = turn.saga();
    boolean same = Objects.equals(turn.definition.deadline(), to.deadline());
    if (same || saga.backward()) {
      return saga.deadline();
    }
    return to.deadline() == null
        ? null
        : Objects.requireNonNull(saga.startedAt()).plus(to.deadline());
  }

  /** The same once more: late or repeated. */
  private static boolean changesNothing(Saga saga, SagaEvent.SagaMigrated event) {
    if (!event.migration().to().equals(saga.definition())) {
      return false;
    }
    Saga after = Evolution.apply(saga, event);
    return after.migrated().renamed().equals(saga.migrated().renamed())
        && event.migration().keeps().stream().allMatch(key -> saga.migrated().keeps(key) != null)
        && saga.all().stream()
            .allMatch(effect ->
                saga.migrated().keeps(effect.key()) == null
                    || event.migration().keeps().contains(effect.key()));
  }

  /** What was told to be met stays so. */
  private static boolean isUndone(Turn turn, Saga after) {
    Definition then = turn.known(after);
    for (Level level : Level.values()) {
      boolean met = Goals.met(turn.definition, turn.saga(), level);
      if (!turn.saga().backward() && met && !Goals.met(then, after, level)) {
        return true;
      }
    }
    return false;
  }

  /** What could not be computed is computed anew; what there is no step for is asked no more. */
  private static void closeWhatIsTriedAgain(Turn turn) {
    String why = "The saga follows " + turn.saga().definition() + " now.";
    for (Question question : List.copyOf(turn.saga().questions().values())) {
      String place = question.place();
      boolean again = question.kind() == DivergenceKind.EXPRESSION;
      if (place != null && question.effect() == null && (again || !turn.definition.has(place))) {
        turn.emit(new SagaEvent.QuestionClosed(turn.at, question.id(), why));
      }
    }
  }
}
