package io.meanwhile.app.participants;

import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;

/** How one participant is asked: in this process, or over a wire. */
@FunctionalInterface
public interface Channel {

  /**
   * Asks, and blocks until there is an answer; the thread is interrupted when the answer time is
   * over.
   *
   * @throws UnavailableException when the request surely was not delivered
   * @throws RejectedException when the participant rejects the request itself
   * @throws Exception anything else: it may have arrived
   */
  Answer ask(Attempt attempt) throws Exception;
}
