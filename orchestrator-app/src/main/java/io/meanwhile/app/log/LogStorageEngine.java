package io.meanwhile.app.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The log as Axon's event storage. What is appended are frames; what is read are single events, in
 * the order of their positions and without gaps; or, for those who stream {@link LogChunk#TYPE},
 * which sagas moved. Optimistic concurrency is the unique (saga, sequence) in the database, so
 * append conditions are not looked at.
 */
final class LogStorageEngine implements EventStorageEngine {
  private final LogWriter writer;
  private final LogReader reader;
  private final SagaLog log;
  private final Tail tail;
  private final EventMessages messages = new EventMessages();

  LogStorageEngine(LogWriter writer, LogReader reader, SagaLog log, Tail tail) {
    this.writer = writer;
    this.reader = reader;
    this.log = log;
    this.tail = tail;
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
    }
    List<Frame> group = new ArrayList<>(events.size());
    for (TaggedEventMessage<?> tagged : events) {
      if (!(tagged.event().payload() instanceof Frame frame)) {
        return CompletableFuture.failedFuture(
            new IllegalArgumentException(
                "only the engine appends to this log; publish "
                    + tagged.event().type()
                    + " elsewhere"));
      }
      group.add(frame);
    }
    return CompletableFuture.completedFuture(new GroupAppend(writer, group));
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    return new SagaSourcing(log, messages).source(condition);
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    TrackingToken token = condition.position();
    OptionalLong position = token == null ? OptionalLong.empty() : token.position();
    if (wantsChunks(condition)) {
      return chunks(position.orElse(0));
    }
    var scan = new ConditionScan(log, messages, condition, position.orElse(0));
    return new ContinuousMessageStream<StoredEvent>(
        _ -> scan.next(),
        event -> new SimpleEntry<>(messages.of(event), context(event)),
        (_, callback) -> {
          tail.follow(callback);
          return () -> tail.unfollow(callback);
        });
  }

  /** Those who ask for nothing else; who asks for everything means events. */
  private static boolean wantsChunks(StreamingCondition condition) {
    Set<EventCriterion> criteria = condition.criteria().flatten();
    return !criteria.isEmpty()
        && criteria.stream().allMatch(one -> one.types().equals(Set.of(LogChunk.TYPE)));
  }

  private MessageStream<EventMessage> chunks(long after) {
    var scan = new ChunkScan(reader, tail);
    return new ContinuousMessageStream<LogChunk>(
        last -> scan.after(last == null ? after : last.until()),
        chunk ->
            new SimpleEntry<>(
                EventMessages.of(chunk),
                TrackingToken.addToContext(Context.empty(), token(chunk.until()))),
        (_, callback) -> scan.follow(callback));
  }

  private static Context context(StoredEvent event) {
    Context context = TrackingToken.addToContext(Context.empty(), token(event.position()));
    return Tag.addToContext(context, EventMessages.tags(event.saga()));
  }

  private static TrackingToken token(long position) {
    return new GlobalSequenceTrackingToken(position);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(token(0));
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(token(tail.head()));
  }

  /** Reads the whole log when asked: there is no index by time, since hardly anybody asks. */
  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(token(reader.before(Micros.of(at), tail.head())));
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("head", tail.head());
  }
}
