package io.meanwhile.sagas.order;

import java.util.Map;

/** What a participant makes of a new request. */
sealed interface Verdict {

  /** It is done, with this result. */
  record Done(Map<String, Object> result) implements Verdict {}

  /** It is not done and never will be. */
  record Refused(String reason) implements Verdict {}
}
