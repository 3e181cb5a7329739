package io.meanwhile.app.config;

import io.meanwhile.app.engine.Engine;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the engine last, when participants can report back already. It stops as a bean, after the
 * web server has answered what it took on.
 */
final class EngineStart implements SmartLifecycle {
  private final Engine engine;
  private volatile boolean started;

  EngineStart(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void start() {
    if (!started) {
      started = true;
      engine.start();
    }
  }

  @Override
  public void stop() {}

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
