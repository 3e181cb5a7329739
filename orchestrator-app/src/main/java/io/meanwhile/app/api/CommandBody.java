package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Places;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.security.Identity;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.SagaCommand;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An operator's command to one saga.
 *
 * @param type what to do
 * @param reason why; goes on the record; not for a message
 * @param step for a skip or a decision: which step
 * @param question for an answer: which question
 * @param choice for an answer, one of wait, retry, redo, happened, did-not-happen, give-up, accept
 *     and go-backward; for a decision one of its own
 * @param result for an answer that it happened: what it brought
 * @param name of a message
 * @param id of a message: the sender's own
 * @param data what a message says
 * @param form what goes with a decision
 * @param to for a migration: which version of the definition the saga is to follow
 * @param map for a migration: by the name that it was begun under, what a begun step is called in
 *     that version, null for one that has no step there; one that is named takes over the rules
 *     that it has there
 * @param formPlaces where the parts of the form stand in the body
 * @param places where the parts of the body stand
 */
@Schema(name = "Command")
record CommandBody(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {
              "cancel", "pause", "resume", "skip", "answer", "message", "decide", "migrate"
            })
        String type,
    @Nullable String reason,
    @Nullable String step,
    @Nullable Integer question,
    @Nullable String choice,
    @Nullable Object result,
    @Nullable String name,
    @Nullable String id,
    @Nullable Object data,
    @Nullable Object form,
    @Nullable Integer to,
    @Nullable Map<String, @Nullable String> map,
    @JsonIgnore @Schema(hidden = true) Places formPlaces,
    @JsonIgnore @Schema(hidden = true) Places places) {

  static final Keys KEYS =
      Keys.of(
              "type",
              "reason",
              "step",
              "question",
              "choice",
              "result",
              "name",
              "id",
              "data",
              "form",
              "to",
              "map")
          .withNulls();
  static final Keys DATA_KEYS =
      Keys.of(
              "saga",
              "reason",
              "step",
              "question",
              "choice",
              "result",
              "name",
              "id",
              "data",
              "form",
              "to",
              "map")
          .withNulls();
  static final List<String> TYPES =
      List.of("cancel", "pause", "resume", "skip", "answer", "message", "decide", "migrate");
  private static final int LONGEST_STEP = 63;
  private static final int LONGEST_REASON = 10_000;

  static CommandBody read(Section section) {
    section.require("type");
    String type = Objects.requireNonNullElse(section.text("type"), "");
    return read(section, type);
  }

  static CommandBody read(Section section, String type) {
    required(type).forEach(section::require);
    MessageBody message = type.equals("message") ? MessageBody.read(section) : null;
    return new CommandBody(
        type,
        Objects.requireNonNullElse(section.line("reason", LONGEST_REASON), ""),
        section.line("step", LONGEST_STEP),
        section.whole("question", 1, Integer.MAX_VALUE),
        type.equals("decide")
            ? section.line("choice", LONGEST_STEP)
            : section.word("choice", Words.all(Choice.class)),
        section.value("result"),
        message == null ? section.text("name") : message.name(),
        message == null ? section.text("id") : message.id(),
        section.value("data"),
        section.value("form"),
        section.whole("to", 1, Integer.MAX_VALUE),
        names(section),
        section.places("form"),
        section.places());
  }

  /** By step its name in another version, or null. */
  private static @Nullable Map<String, @Nullable String> names(Section section) {
    Map<String, @Nullable Object> given = section.object("map");
    if (given == null) {
      return null;
    }
    Map<String, @Nullable String> names = new LinkedHashMap<>();
    given.forEach((step, name) -> {
      if (name != null && !(name instanceof String)) {
        section.flaw("wrong-type", "map", "map names, for " + step + ", a step or null", null);
      }
      names.put(step, name instanceof String text ? text : null);
    });
    return names;
  }

  private static List<String> required(String type) {
    return switch (type) {
      case "skip" -> List.of("reason", "step");
      case "answer" -> List.of("reason", "question", "choice");
      case "decide" -> List.of("reason", "step", "choice");
      case "message" -> List.of("name", "id");
      case "migrate" -> List.of("reason", "to");
      default -> List.of("reason");
    };
  }

  /**
   * The command as the model knows it.
   *
   * @param version finds the version of that number
   * @throws ProblemException for a type that is not known, or not yet
   */
  SagaCommand command(Instant at, Identity identity, IntFunction<DefinitionRef> version) {
    String who = identity.who();
    return switch (type) {
      case "cancel" -> new SagaCommand.Cancel(at, who, why());
      case "pause" -> new SagaCommand.Pause(at, who, why());
      case "resume" -> new SagaCommand.Resume(at, who, why());
      case "skip" -> new SagaCommand.Skip(at, Objects.requireNonNull(step), who, why());
      case "message" ->
          new SagaCommand.Tell(at, Objects.requireNonNull(name), Objects.requireNonNull(id), data);
      case "decide" ->
          new SagaCommand.Decide(
              at,
              Objects.requireNonNull(step),
              Objects.requireNonNull(choice),
              form,
              who,
              identity.roleNames(),
              why());
      case "answer" ->
          new SagaCommand.AnswerQuestion(
              at, Objects.requireNonNull(question), chosen(), who, why(), result);
      case "migrate" ->
          new SagaCommand.Migrate(
              at,
              version.apply(Objects.requireNonNull(to)),
              Objects.requireNonNullElse(map, Map.of()),
              who,
              why());
      default -> throw SagaActs.unknown(type);
    };
  }

  /** Never missing where it is required. */
  String why() {
    return Objects.requireNonNullElse(reason, "");
  }

  Choice chosen() {
    return Words.parse(Choice.class, choice).orElseThrow();
  }
}
