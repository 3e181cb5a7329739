package io.meanwhile.core.dsl;

import java.util.Map;

/** How many members of a group must stand for the group to stand. */
public final class Joining {
  /** All of them. */
  public static final Joining ALL = new Joining("all");

  /** Any one: a race. */
  public static final Joining ANY = new Joining("any");

  private final Object said;

  private Joining(Object said) {
    this.said = said;
  }

  /**
   * So many.
   *
   * @param members 1 or more
   */
  public static Joining atLeast(int members) {
    return new Joining(Map.of("atLeast", members));
  }

  /**
   * So large a part of all.
   *
   * @param part above 0, at most 1
   */
  public static Joining ratio(double part) {
    return new Joining(Map.of("ratio", part));
  }

  Object document() {
    return said;
  }
}
