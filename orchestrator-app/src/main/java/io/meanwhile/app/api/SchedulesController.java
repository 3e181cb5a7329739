package io.meanwhile.app.api;

import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.schedules.Schedules;
import io.meanwhile.app.security.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sagas that are started by themselves, and what operators do about that. */
@RestController
@Tag(name = "schedules")
@RequestMapping(path = "/api/v1/schedules", produces = MediaType.APPLICATION_JSON_VALUE)
final class SchedulesController {
  private static final Keys KEYS = Keys.of("type", "reason").withNulls();
  private static final List<String> TYPES = List.of("pause", "resume", "trigger");
  private static final int LONGEST_REASON = 10_000;

  private final Schedules schedules;
  private final ApiLimits limits;

  SchedulesController(Schedules schedules, ApiLimits limits) {
    this.schedules = schedules;
    this.limits = limits;
  }

  /** All schedules, by name. */
  @Schema(name = "Schedules")
  record Page(List<ScheduleResource> schedules) {}

  /** What is to be done about a schedule, and why. */
  @Schema(name = "ScheduleCommand")
  record Command(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"pause", "resume", "trigger"})
          String type,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String reason) {
    static Command read(Section section) {
      section.require("type");
      section.require("reason");
      return new Command(
          Objects.requireNonNullElse(section.word("type", TYPES), ""),
          Objects.requireNonNullElse(section.line("reason", LONGEST_REASON), ""));
    }
  }

  /**
   * What was done.
   *
   * @param saga the saga that a trigger started
   */
  @Schema(name = "ScheduleReceipt")
  record Done(String name, @Nullable String saga, boolean paused) {}

  @GetMapping
  @Operation(operationId = "listSchedules", summary = "Sagas that are started by themselves")
  Page list() {
    return new Page(
        schedules.list().stream().map(entry -> ScheduleResource.of(entry, null)).toList());
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getSchedule", summary = "One schedule, and what was done to it")
  ScheduleResource one(@PathVariable("name") String name) {
    return ScheduleResource.of(schedules.get(name), schedules.acts(name));
  }

  @PostMapping(path = "/{name}/commands", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "commandSchedule",
      summary = "Pause or resume a schedule, or start a saga now")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = Command.class)))
  Done act(
      @PathVariable("name") String name, @RequestBody BodyText body, HttpServletRequest request) {
    Command command = JsonDocument.read(body.text(), limits.document(), KEYS, Command::read);
    String who = Identity.of(request).who();
    if (command.type().equals("trigger")) {
      String saga = schedules.trigger(name, who, command.reason());
      return new Done(name, saga, schedules.get(name).progress().paused());
    }
    Schedules.Entry entry =
        command.type().equals("pause")
            ? schedules.pause(name, who, command.reason())
            : schedules.resume(name, who, command.reason());
    return new Done(name, null, entry.progress().paused());
  }
}
