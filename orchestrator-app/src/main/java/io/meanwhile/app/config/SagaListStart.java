package io.meanwhile.app.config;

import io.meanwhile.app.projections.SagaListProcessor;
import org.springframework.context.SmartLifecycle;

/** Starts the list's processor when everything is wired. It stops as a bean, before the engine. */
final class SagaListStart implements SmartLifecycle {
  private final SagaListProcessor processor;
  private volatile boolean started;

  SagaListStart(SagaListProcessor processor) {
    this.processor = processor;
  }

  @Override
  public void start() {
    if (!started) {
      started = true;
      processor.start();
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
