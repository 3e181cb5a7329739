package io.meanwhile.app.projections;

import io.meanwhile.app.engine.SagaStates;
import io.meanwhile.app.log.LogChunk;
import io.meanwhile.app.log.SagaLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.SimpleEventHandlingComponent;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event processor that keeps the list. Its token and the rows are written in one transaction.
 * Of several nodes one has it; when that one is gone, another goes on where it was.
 */
public final class SagaListProcessor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SagaListProcessor.class);
  private static final Context.ResourceKey<SagaListProjection.Batch> BATCH =
      Context.ResourceKey.withLabel("saga list");

  /** Chunks in one transaction; only as many as are there, nobody waits for more. */
  private static final int CHUNKS = 32;

  private static final long STOPPING_SECONDS = 10;

  private final SagaListProjection projection;
  private final Progress progress;
  private final SagaLog log;
  private final Consumer<Instant> listed;
  private final ScheduledExecutorService coordinating = thread("meanwhile-list-coordinator");
  private final ScheduledExecutorService working = thread("meanwhile-list");
  private final PooledStreamingEventProcessor processor;

  /** The list is being made anew up to there. */
  private volatile long target;

  /**
   * What the processor is built from.
   *
   * @param work units of work that are transactions on {@code source}
   */
  public record Parts(
      EventStore events, TokenStore tokens, UnitOfWorkFactory work, DataSource source) {}

  /**
   * The processor, not started.
   *
   * @param listed is told, with each transaction, when the newest event in the list was recorded;
   *     not while the list is being made anew
   */
  public SagaListProcessor(Parts parts, SagaLog log, SagaStates states, Consumer<Instant> listed) {
    this(parts, log, states, listed, CHUNKS);
  }

  SagaListProcessor(
      Parts parts, SagaLog log, SagaStates states, Consumer<Instant> listed, int chunksAtOnce) {
    this.projection = new SagaListProjection(states, log, parts.source());
    this.listed = listed;
    this.progress = new Progress(parts.source());
    this.log = log;
    var handler = new SimpleEventHandlingComponent();
    handler.subscribe(LogChunk.TYPE, this::handle);
    var configuration =
        new PooledStreamingEventProcessorConfiguration()
            .eventSource(parts.events())
            .tokenStore(parts.tokens())
            .unitOfWorkFactory(parts.work())
            .coordinatorExecutor(coordinating)
            .workerExecutor(working)
            .initialSegmentCount(1)
            .initialToken(source -> source.firstToken(null))
            .eventCriteria(_ -> EventCriteria.havingAnyTag().andBeingOneOfTypes(LogChunk.TYPE))
            .batchSize(chunksAtOnce);
    this.processor =
        new PooledStreamingEventProcessor(Progress.PROCESSOR, List.of(handler), configuration);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Begins, at the beginning when the rows have another form than before. */
  public void start() {
    progress.prepare(log.head());
    target = progress.state().map(Progress.State::target).orElse(0L);
    processor.start().orTimeout(STOPPING_SECONDS, TimeUnit.SECONDS).join();
  }

  private MessageStream.Empty<Message> handle(EventMessage message, ProcessingContext context) {
    if (message.payload() instanceof LogChunk chunk) {
      context
          .computeResourceIfAbsent(
              BATCH,
              () -> {
                var batch = new SagaListProjection.Batch();
                context.onPrepareCommit(_ -> {
                  projection.write(batch);
                  return CompletableFuture.completedFuture(null);
                });
                context.runOnAfterCommit(_ -> batch.tell(target, listed));
                return batch;
              })
          .add(chunk);
    }
    return MessageStream.empty();
  }

  /** What is not written yet is written after the next start. */
  @Override
  public void close() {
    try {
      processor.shutdown().get(STOPPING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warn("The list of sagas did not stop as it should", e);
    } finally {
      coordinating.shutdownNow();
      working.shutdownNow();
    }
  }
}
