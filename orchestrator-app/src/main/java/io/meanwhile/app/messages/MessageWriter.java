package io.meanwhile.app.messages;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.MessageHead;
import io.meanwhile.app.log.MessageStore;
import io.meanwhile.app.log.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Stores messages, many in one transaction: they share one trip to the disk. */
final class MessageWriter implements AutoCloseable {
  private static final int MOST = 256;

  private final MessageStore store;
  private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private record Order(StoredMessage message, CompletableFuture<MessageHead> done) {}

  MessageWriter(MessageStore store) {
    this.store = store;
    this.thread = Thread.ofPlatform().name("meanwhile-messages").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Stores a message; completes once it is durable, with what is stored under its id. Fails with
   * {@link LogUnavailableException}.
   */
  CompletableFuture<MessageHead> add(StoredMessage message) {
    CompletableFuture<MessageHead> done = new CompletableFuture<>();
    orders.add(new Order(message, done));
    if (closed) {
      refuseRest();
    }
    return done;
  }

  private void run() {
    try {
      while (!closed) {
        List<Order> batch = new ArrayList<>(List.of(orders.take()));
        orders.drainTo(batch, MOST - 1);
        store(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseRest();
  }

  private void store(List<Order> batch) {
    Map<String, Order> firsts = new LinkedHashMap<>();
    batch.forEach(order -> firsts.putIfAbsent(order.message().id(), order));
    try {
      store.add(firsts.values().stream().map(Order::message).toList());
      batch.forEach(this::tell);
    } catch (LogUnavailableException e) {
      if (batch.size() > 1) { // one of them may be known already
        batch.forEach(order -> store(List.of(order)));
      } else {
        known(batch.getFirst(), e);
      }
    }
  }

  private void tell(Order order) {
    try {
      order.done().complete(store.find(order.message().id()).orElseThrow());
    } catch (RuntimeException e) {
      order.done().completeExceptionally(e);
    }
  }

  private void known(Order order, LogUnavailableException failure) {
    try {
      Optional<MessageHead> known = store.find(order.message().id());
      known.ifPresentOrElse(
          order.done()::complete, () -> order.done().completeExceptionally(failure));
    } catch (LogUnavailableException e) {
      order.done().completeExceptionally(e);
    }
  }

  private void refuseRest() {
    List<Order> rest = new ArrayList<>();
    orders.drainTo(rest);
    rest.forEach(order ->
        order
            .done()
            .completeExceptionally(
                new RefusedException("unavailable", "The service is stopping.")));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
