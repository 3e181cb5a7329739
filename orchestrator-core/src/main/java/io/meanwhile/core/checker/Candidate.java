package io.meanwhile.core.checker;

/** Where one move leads: perhaps to a state that was seen before. */
final class Candidate {
  final Played played;

  /** What is true outside then; nothing where a law was broken. */
  final int[] outside;

  /** The bits of that state. */
  final Footprint.Print print;

  Candidate(Played played, int[] outside, Footprint.Print print) {
    this.played = played;
    this.outside = outside;
    this.print = print;
  }
}
