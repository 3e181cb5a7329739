package io.meanwhile.app.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.messaging.core.unitofwork.UnitOfWork;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;

/**
 * Appends through Axon: one unit of work a group, one message a frame. Everything runs on the
 * calling thread, so that the result of the commit is known when it returns.
 */
final class AxonFrameAppender implements FrameAppender {
  private final EventStore events;
  private final UnitOfWorkFactory unitsOfWork;
  private final LogWriter writer;
  private final LogReader reader;

  AxonFrameAppender(
      EventStore events, UnitOfWorkFactory unitsOfWork, LogWriter writer, LogReader reader) {
    this.events = events;
    this.unitsOfWork = unitsOfWork;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
    if (group.isEmpty()) {
      return;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before appending");
    }
    UnitOfWork unit = unitsOfWork.create();
    try {
      unit.executeWithResult(
              context -> {
                EventStoreTransaction transaction = events.transaction(context);
                for (Frame frame : group) {
                  transaction.appendEvent(EventMessages.of(frame));
                }
                return CompletableFuture.completedFuture(null);
              })
          .join();
    } catch (CompletionException e) {
      throw cause(e);
    }
  }

  private static RuntimeException cause(CompletionException e) throws AppendConflictException {
    return switch (e.getCause()) {
      case AppendConflictException conflict -> throw conflict;
      case RuntimeException runtime -> runtime;
      case null, default -> e;
    };
  }

  @Override
  public boolean isStored(Frame frame) {
    writer.recover();
    long position = reader.positionOf(frame);
    if (position > 0) {
      frame.appendedAt(position);
    }
    return position > 0;
  }
}
