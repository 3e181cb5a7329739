package io.meanwhile.app.bench;

import org.springframework.context.SmartLifecycle;

/** Notes when the service begins to work, which it does last, when all else stands. */
final class EngineBegins implements SmartLifecycle {
  private volatile long nanos;

  /** On {@link System#nanoTime}; 0 before. */
  long nanos() {
    return nanos;
  }

  @Override
  public void start() {
    nanos = System.nanoTime();
  }

  @Override
  public void stop() {}

  @Override
  public boolean isRunning() {
    return nanos != 0;
  }

  /** Just before the engine, whose phase is the last. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }
}
