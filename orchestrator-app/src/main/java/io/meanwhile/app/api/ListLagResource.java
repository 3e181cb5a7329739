package io.meanwhile.app.api;

import io.meanwhile.app.projections.ListLag;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How far the list had followed the log.
 *
 * @param position everything up to this position of the log is in the list
 * @param behind how many events came after it
 * @param lag for how long the first of those has been waiting; an ISO-8601 duration, PT0S for none
 * @param rebuilding the list is being made anew: sagas are missing until it has caught up
 */
@Schema(name = "ListLag")
record ListLagResource(String position, String behind, String lag, boolean rebuilding) {
  static ListLagResource of(ListLag lag) {
    return new ListLagResource(
        Long.toString(lag.position()),
        Long.toString(lag.behind()),
        lag.lag().toString(),
        lag.rebuilding());
  }
}
