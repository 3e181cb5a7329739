package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;

/**
 * Explores every order of what participants, observers, clocks and operators may do to a saga of
 * one definition, asking the production rules for each decision, and says what can go wrong.
 *
 * <p>Breadth first with a hash of each state (explicit-state model checking; Holzmann 1997). The
 * outside world is part of a state: what became of every effect there, and what was said of it.
 * Time is only the order of deadlines: any that is waited for may be the next to pass. Values are
 * left out: an expectation is met or broken, whatever it reads.
 */
public final class Checker {
  private static final int ENOUGH = 5;

  private Checker() {}

  /** Checks a definition within {@link Bounds#DEFAULT}. */
  public static CheckReport check(Definition definition) {
    return check(definition, Bounds.DEFAULT);
  }

  /** Checks a definition. */
  public static CheckReport check(Definition definition, Bounds bounds) {
    return check(definition, bounds, Rules.PRODUCTION);
  }

  /** Checks a definition by other rules than the production ones: tests plant bugs in them. */
  public static CheckReport check(Definition definition, Bounds bounds, Rules rules) {
    return check(definition, bounds, rules, ENOUGH);
  }

  /** Checks a definition with several workers; the report is the same as with one. */
  public static CheckReport check(Definition definition, Bounds bounds, Workers workers) {
    return check(definition, bounds, Rules.PRODUCTION, ENOUGH, workers);
  }

  static CheckReport check(Definition definition, Bounds bounds, Rules rules, int enough) {
    return check(definition, bounds, rules, enough, Workers.ALONE);
  }

  private static CheckReport check(
      Definition definition, Bounds bounds, Rules rules, int enough, Workers workers) {
    Definition bounded = Abstraction.of(definition);
    Definition known = definition.proposing(Offers.places(definition.steps()));
    Found found = new Found(known, bounds, enough);
    Exploration exploration = new Exploration(bounded, bounds, rules, found, workers);
    exploration.run();
    return new Reporting(known, bounds, new Play(bounded, rules), exploration, found).report();
  }
}
