package io.meanwhile.app.format;

import org.jspecify.annotations.Nullable;

/** Where the parts of one value of a document stand, for those who find flaws in it later. */
public final class Places {
  private final Node value;
  private final String pointer;

  Places(Node value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  /**
   * A flaw in the value.
   *
   * @param within JSON pointer within the value
   */
  public Flaw flaw(String code, String within, String message, @Nullable String suggestion) {
    Place place = Pointers.place(value, within);
    return new Flaw(code, place.line(), place.column(), pointer + within, message, suggestion);
  }
}
