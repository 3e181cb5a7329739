package io.meanwhile.app.engine;

/**
 * The engine's bounds. All are 1 or more.
 *
 * @param lanes threads that decide; sagas are spread over them
 * @param groupFrames frames written in one transaction
 * @param frameEvents events of one saga in one frame
 * @param drainWork pieces of work a lane takes on before it hands its drafts to the writer
 * @param startsWaiting starts that are taken and not durable yet; more are refused as busy
 * @param hotSagas sagas kept in memory
 * @param hotBytes bytes of events that the sagas in memory were made of; about what they take
 */
public record EngineLimits(
    int lanes,
    int groupFrames,
    int frameEvents,
    int drainWork,
    int startsWaiting,
    int hotSagas,
    long hotBytes) {

  public static final EngineLimits DEFAULT =
      new EngineLimits(1, 1024, 256, 4096, 10_000, 20_000, quarterOfMemory());

  /** A quarter of what this process may use. */
  public static long quarterOfMemory() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  public EngineLimits {
    if (lanes < 1
        || groupFrames < 1
        || frameEvents < 1
        || drainWork < 1
        || startsWaiting < 1
        || hotSagas < 1
        || hotBytes < 1) {
      throw new IllegalArgumentException("every limit is 1 or more");
    }
  }

  /** The same, but for what operators may set. */
  public EngineLimits with(int lanes, int startsWaiting, int hotSagas, long hotBytes) {
    return new EngineLimits(
        lanes, groupFrames, frameEvents, drainWork, startsWaiting, hotSagas, hotBytes);
  }
}
