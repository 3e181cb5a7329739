package io.meanwhile.app.format;

/**
 * Where something stands in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(int line, int column) {
  static final Place START = new Place(1, 1);
}
