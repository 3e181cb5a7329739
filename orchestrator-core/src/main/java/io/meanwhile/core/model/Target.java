package io.meanwhile.core.model;

import java.util.regex.Pattern;

/** A participant and one of its operations, written {@code participant/operation}. */
public record Target(String participant, String operation) {
  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9-]{0,62}/[A-Za-z][A-Za-z0-9-]{0,62}");

  @Override
  public String toString() {
    return participant + "/" + operation;
  }

  /**
   * Reads {@code participant/operation}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Target parse(String text) {
    int slash = text.indexOf('/');
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not participant/operation: " + text);
    }
    return new Target(text.substring(0, slash), text.substring(slash + 1));
  }
}
