package io.meanwhile.app.format;

import org.jspecify.annotations.Nullable;

/** How one kind of component is written as canonical JSON and read from a JSON-shaped value. */
interface ValueCodec {

  void write(JsonBuffer out, Object value);

  /**
   * Reads what {@link #write} wrote.
   *
   * @param json not null unless null is a value of its own
   * @throws IllegalArgumentException when it has another shape
   */
  @Nullable Object read(@Nullable Object json);

  /**
   * Reads what {@link #write} wrote, without a tree between.
   *
   * @throws NotAsWrittenException when {@link #read(Object)} might say something else
   * @throws IllegalArgumentException when it has another shape
   */
  @Nullable Object read(WrittenJson in);
}
