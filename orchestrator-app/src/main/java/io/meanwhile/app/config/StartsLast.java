package io.meanwhile.app.config;

import org.springframework.context.SmartLifecycle;

/**
 * Starts something when everything is wired and participants can report back already. It stops as a
 * bean, after the web server has answered what it took on.
 */
final class StartsLast implements SmartLifecycle {
  private final Runnable starting;
  private volatile boolean started;

  StartsLast(Runnable starting) {
    this.starting = starting;
  }

  @Override
  public void start() {
    if (!started) {
      started = true;
      starting.run();
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
