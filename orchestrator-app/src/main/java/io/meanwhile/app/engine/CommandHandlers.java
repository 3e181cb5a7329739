package io.meanwhile.app.engine;

import io.meanwhile.app.engine.CommandMessages.Answer;
import io.meanwhile.app.engine.CommandMessages.Cancel;
import io.meanwhile.app.engine.CommandMessages.CommandResult;
import io.meanwhile.app.engine.CommandMessages.Decide;
import io.meanwhile.app.engine.CommandMessages.Migrate;
import io.meanwhile.app.engine.CommandMessages.Observe;
import io.meanwhile.app.engine.CommandMessages.Pause;
import io.meanwhile.app.engine.CommandMessages.Refusal;
import io.meanwhile.app.engine.CommandMessages.Resume;
import io.meanwhile.app.engine.CommandMessages.Skip;
import io.meanwhile.app.engine.CommandMessages.StartSaga;
import io.meanwhile.app.engine.CommandMessages.Tell;
import io.meanwhile.app.engine.CommandMessages.Undo;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes command messages off the bus and hands them to the engine. */
public final class CommandHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandlers.class);

  private final Engine engine;
  private final Converter converter;

  public CommandHandlers(Engine engine, Converter converter) {
    this.engine = engine;
    this.converter = converter;
  }

  /** Subscribes all of them. */
  public void subscribeTo(CommandBus bus) {
    subscribe(bus, CommandMessages.START_SAGA, StartSaga.class, this::start);
    subscribe(bus, CommandMessages.OBSERVE, Observe.class, this::observe);
    subscribe(bus, CommandMessages.CANCEL, Cancel.class, this::cancel);
    subscribe(bus, CommandMessages.UNDO, Undo.class, this::undo);
    subscribe(bus, CommandMessages.PAUSE, Pause.class, this::pause);
    subscribe(bus, CommandMessages.RESUME, Resume.class, this::resume);
    subscribe(bus, CommandMessages.SKIP, Skip.class, this::skip);
    subscribe(bus, CommandMessages.MIGRATE, Migrate.class, this::migrate);
    subscribe(bus, CommandMessages.ANSWER, Answer.class, this::answer);
    subscribe(bus, CommandMessages.MESSAGE, Tell.class, this::tell);
    subscribe(bus, CommandMessages.DECIDE, Decide.class, this::decide);
  }

  private <T> void subscribe(
      CommandBus bus,
      MessageType type,
      Class<T> payload,
      BiFunction<T, Caller, CompletableFuture<Receipt>> handle) {
    bus.subscribe(
        type.qualifiedName(),
        (message, _) -> MessageStream.fromFuture(result(message, type, payload, handle)));
  }

  private <T> CompletableFuture<CommandResultMessage> result(
      CommandMessage message,
      MessageType type,
      Class<T> payload,
      BiFunction<T, Caller, CompletableFuture<Receipt>> handle) {
    CompletableFuture<Receipt> done;
    try {
      if (!message.type().version().equals(type.version())) {
        throw new RefusedException(
            "unsupported-command",
            type.name() + " is known in version " + type.version() + " only.");
      }
      T command = message.payloadAs(payload, converter);
      if (command == null) {
        throw new RefusedException("invalid-request", "The command has no payload.");
      }
      done = handle.apply(command, caller(message));
    } catch (RefusedException e) {
      done = CompletableFuture.failedFuture(e);
    } catch (ConversionException | IllegalArgumentException | NullPointerException e) {
      LOG.debug("A command message {} cannot be read", message.type(), e);
      done =
          CompletableFuture.failedFuture(
              new RefusedException("invalid-request", "The command cannot be read: " + words(e)));
    }
    return done.handle(CommandHandlers::message);
  }

  /** What a reader may know of why it could not be read: our own words, not a parser's. */
  private static String words(RuntimeException e) {
    return e instanceof IllegalArgumentException
        ? Objects.requireNonNullElse(e.getMessage(), "a value is out of range")
        : "its shape is not that of the command";
  }

  private static CommandResultMessage message(
      @Nullable Receipt receipt, @Nullable Throwable failure) {
    if (failure == null) {
      return new GenericCommandResultMessage(
          CommandMessages.RESULT, new CommandResult(receipt, null));
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedException refused) {
      return new GenericCommandResultMessage(
          CommandMessages.RESULT, new CommandResult(null, Refusal.of(refused)));
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  private static Caller caller(CommandMessage message) {
    Map<String, String> metadata = message.metadata();
    String causation = metadata.get(CommandMessages.CAUSATION);
    return new Caller(
        Objects.requireNonNullElse(metadata.get(CommandMessages.WHO), "command-bus"),
        metadata.get(CommandMessages.CORRELATION),
        causation == null ? message.identifier() : causation);
  }

  private CompletableFuture<Receipt> start(StartSaga start, Caller caller) {
    Objects.requireNonNull(start.definition());
    return engine.start(
        new StartRequest(
            start.id(),
            start.definition(),
            start.version(),
            start.input(),
            Objects.requireNonNullElse(start.attributes(), Map.of()),
            caller));
  }

  private CompletableFuture<Receipt> observe(Observe report, Caller caller) {
    return engine.act(
        report.saga(), now -> new SagaCommand.Observe(now, observation(report, now), null), caller);
  }

  private static Observation observation(Observe report, Instant now) {
    return new Observation(
        EffectKey.parse(report.saga(), report.effect()),
        report.observer(),
        report.id(),
        constant(Report.class, report.status()),
        report.depth(),
        report.result(),
        report.reason(),
        report.outcome() == null ? null : constant(CompensationOutcome.class, report.outcome()),
        report.occurredAt(),
        Objects.requireNonNullElse(report.observedAt(), now),
        report.sequence());
  }

  private CompletableFuture<Receipt> cancel(Cancel cancel, Caller caller) {
    Objects.requireNonNull(cancel.reason());
    return engine.act(
        cancel.saga(), now -> new SagaCommand.Cancel(now, caller.who(), cancel.reason()), caller);
  }

  private CompletableFuture<Receipt> undo(Undo undo, Caller caller) {
    Objects.requireNonNull(undo.reason());
    return engine.act(
        undo.saga(), now -> new SagaCommand.Undo(now, caller.who(), undo.reason()), caller);
  }

  private CompletableFuture<Receipt> pause(Pause pause, Caller caller) {
    Objects.requireNonNull(pause.reason());
    return engine.act(
        pause.saga(), now -> new SagaCommand.Pause(now, caller.who(), pause.reason()), caller);
  }

  private CompletableFuture<Receipt> resume(Resume resume, Caller caller) {
    Objects.requireNonNull(resume.reason());
    return engine.act(
        resume.saga(), now -> new SagaCommand.Resume(now, caller.who(), resume.reason()), caller);
  }

  private CompletableFuture<Receipt> skip(Skip skip, Caller caller) {
    Objects.requireNonNull(skip.step());
    Objects.requireNonNull(skip.reason());
    return engine.act(
        skip.saga(),
        now -> new SagaCommand.Skip(now, skip.step(), caller.who(), skip.reason()),
        caller);
  }

  private CompletableFuture<Receipt> migrate(Migrate migrate, Caller caller) {
    Objects.requireNonNull(migrate.reason());
    SagaView view = engine.find(migrate.saga()).orElseThrow(Watchers::unknown);
    DefinitionRef to = engine.versions().asked(view.state(), migrate.to()).ref();
    Map<String, @Nullable String> map = Objects.requireNonNullElse(migrate.map(), Map.of());
    return engine.act(
        migrate.saga(),
        now -> new SagaCommand.Migrate(now, to, map, caller.who(), migrate.reason()),
        caller);
  }

  private CompletableFuture<Receipt> answer(Answer answer, Caller caller) {
    Objects.requireNonNull(answer.reason());
    Choice choice = constant(Choice.class, answer.choice());
    return engine.act(
        answer.saga(),
        now ->
            new SagaCommand.AnswerQuestion(
                now, answer.question(), choice, caller.who(), answer.reason(), answer.result()),
        caller);
  }

  private CompletableFuture<Receipt> tell(Tell told, Caller caller) {
    Objects.requireNonNull(told.name());
    Objects.requireNonNull(told.id());
    return engine.act(
        told.saga(), now -> new SagaCommand.Tell(now, told.name(), told.id(), told.data()), caller);
  }

  private CompletableFuture<Receipt> decide(Decide decide, Caller caller) {
    Objects.requireNonNull(decide.step());
    Objects.requireNonNull(decide.choice());
    Objects.requireNonNull(decide.reason());
    Set<String> roles = Set.copyOf(Objects.requireNonNullElse(decide.roles(), List.of()));
    return engine.act(
        decide.saga(),
        now ->
            new SagaCommand.Decide(
                now,
                decide.step(),
                decide.choice(),
                decide.form(),
                caller.who(),
                roles,
                decide.reason()),
        caller);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        word + " is not one of " + type.getSimpleName() + "'s words");
  }

  /** As in the contract: lower case, with dashes. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
