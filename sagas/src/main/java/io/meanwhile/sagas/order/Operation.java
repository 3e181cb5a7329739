package io.meanwhile.sagas.order;

import java.util.Map;

/**
 * One thing that a participant can be asked.
 *
 * @param name the participant, a slash, the operation
 * @param paces how long it takes, in paces of the process; 0 answers at once with the last word
 * @param rule what is made of a new action; a compensation needs none, its action decides
 */
record Operation(String name, int paces, Rule rule) {

  /** Decides about a new action. */
  @FunctionalInterface
  interface Rule {
    Verdict decide(String key, Map<String, Object> input, Book book) throws Problem;
  }

  static Operation action(String name, int paces, Rule rule) {
    return new Operation(name, paces, rule);
  }

  static Operation compensation(String name, int paces) {
    return new Operation(
        name,
        paces,
        (_, _, _) -> {
          throw Problem.badRequest(name + " only undoes: send it with direction compensation");
        });
  }
}
