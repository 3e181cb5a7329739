package io.meanwhile.core.model;

import java.util.Objects;

/**
 * Which definition a saga is pinned to.
 *
 * @param name {@code [a-z][a-z0-9-]{0,62}}
 * @param version 1 or more
 * @param digest SHA-256 of the content, in lower-case hex
 */
public record DefinitionRef(String name, int version, String digest) {
  public DefinitionRef {
    Objects.requireNonNull(name);
    Objects.requireNonNull(digest);
    if (version < 1) {
      throw new IllegalArgumentException("version below 1: " + version);
    }
  }

  @Override
  public String toString() {
    return name + ":" + version;
  }
}
