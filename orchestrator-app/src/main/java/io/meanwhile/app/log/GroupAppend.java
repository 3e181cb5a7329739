package io.meanwhile.app.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** Writes a group on the thread that commits the unit of work: the writer has its own. */
final class GroupAppend implements AppendTransaction<ConsistencyMarker> {
  private final LogWriter writer;
  private final List<Frame> group;

  GroupAppend(LogWriter writer, List<Frame> group) {
    this.writer = writer;
    this.group = group;
  }

  @Override
  public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
    try {
      return CompletableFuture.completedFuture(
          new GlobalIndexConsistencyMarker(writer.append(group)));
    } catch (AppendConflictException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Nothing reaches the database before commit. */
  @Override
  public void rollback(@Nullable ProcessingContext context) {}

  @Override
  public CompletableFuture<ConsistencyMarker> afterCommit(
      ConsistencyMarker marker, @Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(marker);
  }
}
