package io.meanwhile.core.expression;

import java.util.List;

/**
 * One member that an expression reads, {@code steps.lock.result.id} for example.
 *
 * @param path the names, from the variable on
 * @param line of the last name, from 1
 * @param column of the last name, from 1
 */
public record Member(List<String> path, int line, int column) {
  public Member {
    path = List.copyOf(path);
  }

  @Override
  public String toString() {
    return String.join(".", path);
  }
}
