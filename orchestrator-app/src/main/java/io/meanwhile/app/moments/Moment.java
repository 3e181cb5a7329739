package io.meanwhile.app.moments;

/**
 * Where a process may die, before and after each thing that somebody outside could have seen or
 * that the log must hold. What the database is asked for has moments of its own: each statement.
 */
public enum Moment {
  /** A start has come in; nothing has been done about it. */
  START_ASKED,
  /** A start is with its lane; its caller waits. */
  START_TAKEN,
  /** A command to a saga has come in. */
  COMMAND_ASKED,
  /** A command is with its lane; its caller waits. */
  COMMAND_TAKEN,
  /** A lane is about to decide about one piece of work. */
  DECIDING,
  /** It has decided; nothing of it has left the lane. */
  DECIDED,
  /** A saga's events are about to become a frame. */
  ENCODING,
  /** The frame is on its way to the writer. */
  ENCODED,
  /** The writer is about to append a group. */
  APPENDING,
  /** The group is durable and followers know it; callers and participants do not. */
  APPENDED,
  /** Readers do not see a saga's new state yet. */
  STATE_PUBLISHING,
  /** Readers see it. */
  STATE_PUBLISHED,
  /** Dispatch is about to hear what a saga asks for. */
  DISPATCHING,
  /** Its sends are begun and its alarm is set. */
  DISPATCHED,
  /** A caller is about to be told that what it asked for is durable. */
  ACKNOWLEDGING,
  /** The caller has been told. */
  ACKNOWLEDGED,
  /** An attempt has its turn; the participant has not been called. */
  SENDING,
  /** The participant's call has returned; nobody has been told what it brought. */
  SENT,
  /** What an attempt or a report brought is about to go to the saga's lane. */
  OUTCOME_TELLING,
  /** It is with the lane, not in the log. */
  OUTCOME_TOLD,
  /** A saga's alarm is due. */
  ALARM_RINGING,
  /** The lane is to let time pass for the saga. */
  ALARM_RUNG,
  /** The engine begins to work and is about to ask which sagas are open. */
  RECOVERING,
  /** All open sagas are with their lanes. */
  RECOVERED,
  /** A saga that is not in memory is about to be read back. */
  LOADING,
  /** It has been read back; its lane does not have it yet. */
  LOADED
}
