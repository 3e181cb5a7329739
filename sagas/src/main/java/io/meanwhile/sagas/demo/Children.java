package io.meanwhile.sagas.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All programs that were started, so that none outlives this one. */
final class Children implements AutoCloseable {
  private static final int PATIENCE = 10; // seconds
  private final List<Child> all = new ArrayList<>();
  private boolean closed;

  /** Starts one more; its output goes to a file in the directory. */
  synchronized Child start(String name, Path directory, String readyText, List<String> command)
      throws IOException {
    if (closed) {
      throw new IOException("stopping");
    }
    Child child = Child.start(name, directory.resolve(name + ".log"), readyText, command);
    all.add(child);
    return child;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Asks all of them to stop, the last started first, and insists after a while. */
  @Override
  public synchronized void close() {
    closed = true;
    for (Child child : all.reversed()) {
      stop(child.process());
    }
    all.clear();
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
