package io.meanwhile.app.drawing;

/** One line of text in a box. */
record Label(Kind kind, String text) {

  /** What a line is about; decides how it looks. */
  enum Kind {
    BADGE,
    NAME,
    CALL,
    /** What makes it more than one action. */
    FLOW,
    GUARD,
    CONFIRM,
    /** How it is undone; drawn below a line. */
    UNDO,
    /** That it cannot be undone, or need not be. */
    NO_UNDO
  }

  boolean isUndo() {
    return kind == Kind.UNDO || kind == Kind.NO_UNDO;
  }
}
