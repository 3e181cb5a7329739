package io.meanwhile.app.format;

/**
 * How much a document may hold.
 *
 * @param characters longest text
 * @param depth deepest nesting
 * @param nodes most values, keys not counted
 */
public record DocumentLimits(int characters, int depth, int nodes) {
  /** For what is not configured otherwise. */
  public static final DocumentLimits DEFAULT = new DocumentLimits(1_000_000, 64, 50_000);
}
