package io.meanwhile.app.api;

import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.messages.Incoming;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message from outside.
 *
 * @param name as steps wait for it
 * @param id the sender's own; the same message again has the same
 * @param data what it says
 */
@Schema(name = "Message")
record MessageBody(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "payment-received") String name,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String id,
    @Nullable Object data) {

  static final Keys KEYS = Keys.of("name", "id", "data").withNulls();
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int LONGEST_ID = 128;

  static MessageBody read(Section section) {
    section.require("name");
    section.require("id");
    return new MessageBody(
        Objects.requireNonNullElse(section.text("name", NAME, "bad-name"), ""),
        Objects.requireNonNullElse(section.line("id", LONGEST_ID), ""),
        section.value("data"));
  }

  Incoming message() {
    return new Incoming(name, id, data);
  }
}
