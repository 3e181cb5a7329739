package io.meanwhile.app.log;

import java.util.List;

/**
 * Appends to the log. One writer calls it: groups are stored one after the other, and the order of
 * the calls is the order of the positions.
 */
public interface FrameAppender {

  /**
   * Stores all frames of the group or none, in the given order. When it returns they are durable,
   * have their positions, and whoever follows the log has been told.
   *
   * @throws AppendConflictException when a sequence number or a new saga's id is taken; nothing is
   *     stored
   * @throws LogUnavailableException when the store fails; says whether the group may be stored
   * @throws InterruptedException when interrupted before the store was asked; nothing is stored
   */
  void append(List<Frame> group) throws AppendConflictException, InterruptedException;

  /**
   * Whether exactly this frame is in the log, by saga, sequence number and hash. Settles what an
   * unknown commit result left open: a frame that is found has its position then. Does not make
   * known to followers what it finds.
   *
   * @throws LogUnavailableException when the store cannot be asked
   */
  boolean isStored(Frame frame);
}
