package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.irreversible;
import static io.meanwhile.core.checker.Examples.pivot;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Examples.withoutUndo;

import io.meanwhile.core.model.Definition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every bug that is planted: its name, as docs/checker.md lists it, and where it must be found. */
final class Plants {
  /**
   * One bug.
   *
   * @param faults how many contracts have to be broken to see it
   */
  record Plant(Rules rules, Definition in, int faults) {}

  private static final Definition ONE = definition(step("a"));
  private static final Definition CHAIN = definition(step("a"), step("b", "a"));
  private static final Definition DEEP =
      definition(
          step("a", call("a/do", 3, true, "result.ok"), call("a/undo", 3, true, null)),
          step("b", "a"));
  private static final Definition PIVOT =
      definition(step("a"), pivot(withoutUndo("p", "a")), step("z", "p"));
  private static final Definition LOSSY = definition(irreversible(step("a")), step("b", "a"));

  private final Map<String, Plant> all = new LinkedHashMap<>();

  private Plants() {
    OrderPlants.add(this);
    WordPlants.add(this);
    PeoplePlants.add(this);
    EndPlants.add(this);
    VoicePlants.add(this);
    GoalPlants.add(this);
    GroupPlants.add(this);
    ProposalPlants.add(this);
    ReadPlants.add(this);
    MemoryPlants.add(this);
  }

  static Map<String, Plant> all() {
    return new Plants().all;
  }

  void one(String name, Rules rules) {
    put(name, rules, ONE, 0);
  }

  void chain(String name, Rules rules) {
    put(name, rules, CHAIN, 0);
  }

  void deep(String name, Rules rules) {
    put(name, rules, DEEP, 0);
  }

  void past(String name, Rules rules) {
    put(name, rules, PIVOT, 0);
  }

  void lossy(String name, Rules rules) {
    put(name, rules, LOSSY, 0);
  }

  /** Seen only where a contract is broken. */
  void broken(String name, Rules rules) {
    put(name, rules, CHAIN, 1);
  }

  void put(String name, Rules rules, Definition in, int faults) {
    if (all.put(name, new Plant(rules, in, faults)) != null) {
      throw new IllegalStateException("planted twice: " + name);
    }
  }
}
