package io.meanwhile.sagas.participants;

import java.util.Locale;

/** The contract writes the names of constants in small letters. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
