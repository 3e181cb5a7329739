package io.meanwhile.app.api;

import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.SagaCommand;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator's command to one saga.
 *
 * @param type what to do
 * @param reason why; goes on the record
 * @param question for an answer: which question
 * @param choice for an answer: what is chosen
 * @param result for an answer that it happened: what it brought
 */
@Schema(name = "Command")
record CommandBody(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"cancel", "pause", "resume", "answer"})
        String type,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String reason,
    @Nullable Integer question,
    @Schema(
            allowableValues = {
              "wait",
              "retry",
              "redo",
              "happened",
              "did-not-happen",
              "give-up",
              "accept",
              "go-backward"
            })
        @Nullable String choice,
    @Nullable Object result) {

  static final Keys KEYS = Keys.of("type", "reason", "question", "choice", "result").withNulls();
  static final Keys DATA_KEYS =
      Keys.of("saga", "reason", "question", "choice", "result").withNulls();
  static final List<String> TYPES = List.of("cancel", "pause", "resume", "answer");
  static final List<String> LATER = List.of("skip", "message", "decide", "migrate");
  private static final int LONGEST_REASON = 10_000;

  static CommandBody read(Section section) {
    section.require("type");
    String type = Objects.requireNonNullElse(section.text("type"), "");
    return read(section, type);
  }

  static CommandBody read(Section section, String type) {
    section.require("reason");
    if (type.equals("answer")) {
      section.require("question");
      section.require("choice");
    }
    return new CommandBody(
        type,
        Objects.requireNonNullElse(section.line("reason", LONGEST_REASON), ""),
        section.whole("question", 1, Integer.MAX_VALUE),
        section.word("choice", Words.all(Choice.class)),
        section.value("result"));
  }

  /**
   * The command as the model knows it.
   *
   * @throws ProblemException for a type that is not known, or not yet
   */
  SagaCommand command(Instant at, String who) {
    return switch (type) {
      case "cancel" -> new SagaCommand.Cancel(at, who, reason);
      case "pause" -> new SagaCommand.Pause(at, who, reason);
      case "resume" -> new SagaCommand.Resume(at, who, reason);
      case "answer" ->
          new SagaCommand.AnswerQuestion(
              at, Objects.requireNonNull(question), chosen(), who, reason, result);
      default -> throw SagaActs.unknown(type);
    };
  }

  Choice chosen() {
    return Words.parse(Choice.class, choice).orElseThrow();
  }
}
