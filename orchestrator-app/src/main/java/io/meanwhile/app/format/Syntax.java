package io.meanwhile.app.format;

/** How a document is written. */
public enum Syntax {
  YAML,
  JSON
}
