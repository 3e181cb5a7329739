package io.meanwhile.app.participants;

/** A text that is shown to participants only. It does not show itself. */
public final class SecretText {
  private final String text;

  private SecretText(String text) {
    this.text = text;
  }

  /** Also how configuration makes one. */
  public static SecretText of(String text) {
    return new SecretText(text);
  }

  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "******";
  }
}
