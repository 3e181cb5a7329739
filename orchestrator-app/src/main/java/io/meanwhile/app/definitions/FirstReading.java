package io.meanwhile.app.definitions;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;

/**
 * Reads a definition that nobody registers, beside the start. Whoever registers the first one does
 * not wait then until the language of expressions is loaded, which takes most of a second.
 */
public final class FirstReading {
  static final String EXAMPLE =
      """
      saga: first-reading
      version: 1
      steps:
        lock:
          call: source/lock
          with: { amount: input.amount + 1 }
          expect: result.amount >= input.amount && result.ok
          undo: { call: source/unlock, with: { lock: result.id } }
        mint: { call: target/mint, when: "input.amount > 0", with: { lock: steps.lock.result.id } }
      """;

  /** More than once: what is read often enough is compiled by the virtual machine. */
  private static final int TIMES = 50;

  private FirstReading() {}

  /** Returns at once. */
  public static void begin() {
    Thread.ofPlatform().name("meanwhile-first-reading").daemon().start(FirstReading::read);
  }

  private static void read() {
    for (int i = 0; i < TIMES; i++) {
      DefinitionReader.read(EXAMPLE, Syntax.YAML);
    }
  }
}
