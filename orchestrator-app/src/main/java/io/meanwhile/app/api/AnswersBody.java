package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Places;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.format.Sections;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Said;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How participants answer. Each answer is a word, an object, or a list of them that are said in
 * turn; the last one is said again as often as it is asked for.
 *
 * @param otherwise for all that are not named; final unless given
 * @param effects by step, by {@code step/compensation} or by effect key
 * @param questions how questions are answered that nothing else can close, one after the other
 */
@Schema(name = "Answers")
record AnswersBody(
    @Nullable List<SaidBody> otherwise,
    @Nullable Map<String, List<SaidBody>> effects,
    @Nullable List<SettledBody> questions,
    @JsonIgnore @Schema(hidden = true) Places places) {

  static final Keys KEYS = Keys.of("otherwise", "effects", "questions").withNulls();
  private static final int MOST_IN_TURN = 100;

  /** One answer: a word alone stands for its status. */
  @Schema(name = "Said")
  record SaidBody(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {
                "accepted",
                "confirmed",
                "final",
                "refused",
                "reverted",
                "unknown",
                "silent",
                "unavailable",
                "rejected"
              })
          String status,
      @Nullable Integer depth,
      @Nullable Object result,
      @Nullable String reason,
      @Schema(allowableValues = {"undone", "blocked"}) @Nullable String outcome,
      @Schema(types = "string", example = "PT10S") @Nullable Duration after) {

    static final Keys KEYS =
        Keys.of("status", "depth", "result", "reason", "outcome", "after").withNulls();
    private static final int LONGEST_REASON = 10_000;
    private static final int DEEPEST = 1_000_000_000;

    static SaidBody read(Section section) {
      section.require("status");
      return new SaidBody(
          Objects.requireNonNullElse(section.word("status", Words.all(Said.Word.class)), ""),
          section.whole("depth", 0, DEEPEST),
          section.value("result"),
          section.line("reason", LONGEST_REASON),
          section.word("outcome", Words.all(CompensationOutcome.class)),
          section.duration("after", Duration.ZERO, Call.LONGEST));
    }

    Said said() {
      return new Said(
          Words.parse(Said.Word.class, status).orElseThrow(),
          depth,
          result,
          reason,
          Words.parse(CompensationOutcome.class, outcome).orElse(null),
          after == null ? Duration.ZERO : after);
    }
  }

  /** An operator's answer to a question: a word alone stands for its choice. */
  @Schema(name = "Settled")
  record SettledBody(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "accept") String choice,
      @Nullable String reason,
      @Nullable Object result) {

    static final Keys KEYS = Keys.of("choice", "reason", "result").withNulls();
    private static final int LONGEST_REASON = 10_000;

    static SettledBody read(Section section) {
      section.require("choice");
      return new SettledBody(
          Objects.requireNonNullElse(section.word("choice", Words.all(Choice.class)), ""),
          section.line("reason", LONGEST_REASON),
          section.value("result"));
    }

    Answers.Settled settled() {
      return new Answers.Settled(
          Words.parse(Choice.class, choice).orElseThrow(),
          Objects.requireNonNullElse(reason, "no reason given"),
          result);
    }
  }

  static @Nullable AnswersBody read(@Nullable Section section) {
    if (section == null) {
      return null;
    }
    Map<String, List<SaidBody>> effects = new LinkedHashMap<>();
    Sections.named(section, "effects", SaidBody.KEYS, "status", MOST_IN_TURN)
        .forEach((name, said) -> effects.put(name, said.stream().map(SaidBody::read).toList()));
    return new AnswersBody(
        Sections.words(section, "otherwise", SaidBody.KEYS, "status", MOST_IN_TURN).stream()
            .map(SaidBody::read)
            .toList(),
        effects,
        Sections.words(section, "questions", SettledBody.KEYS, "choice", MOST_IN_TURN).stream()
            .map(SettledBody::read)
            .toList(),
        section.places("effects"));
  }

  static Answers of(@Nullable AnswersBody body) {
    if (body == null) {
      return Answers.FINAL;
    }
    boolean usual = body.otherwise() == null || body.otherwise().isEmpty();
    Map<String, List<Said>> named = new LinkedHashMap<>();
    if (body.effects() != null) {
      body.effects().forEach((name, said) -> named.put(name, all(said)));
    }
    List<SettledBody> questions = Objects.requireNonNullElse(body.questions(), List.of());
    return new Answers(
        usual ? Answers.FINAL.otherwise() : all(Objects.requireNonNull(body.otherwise())),
        named,
        questions.stream().map(SettledBody::settled).toList());
  }

  private static List<Said> all(List<SaidBody> said) {
    return said.stream().map(SaidBody::said).toList();
  }
}
