package io.meanwhile.core.model;

/** Whether an effect is a step's action or the compensation that undoes its meaning. */
public enum Direction {
  ACTION,
  COMPENSATION
}
