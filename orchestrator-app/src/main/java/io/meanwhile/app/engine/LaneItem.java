package io.meanwhile.app.engine;

/** What lies in a lane's inbox. */
sealed interface LaneItem permits Work, Arrival {
  long sagaKey();
}
