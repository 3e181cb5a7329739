package io.meanwhile.sagas.order;

import java.util.Locale;

/** How a participant behaves when told to; for whoever wants to see what happens then. */
enum Mode {
  NORMAL,
  /** New actions are refused. */
  REFUSE,
  /** Every answer takes some paces longer. */
  SLOW,
  /** Nothing is done, answered or reported. */
  SILENT;

  static Mode of(Object word) throws Problem {
    for (Mode mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw Problem.badRequest("mode must be normal, refuse, slow or silent");
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
