package io.meanwhile.core.model;

/** Does an effect stand in the outside world? */
public enum Stands {
  NO,
  MAYBE,
  YES
}
