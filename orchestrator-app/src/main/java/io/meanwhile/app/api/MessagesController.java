package io.meanwhile.app.api;

import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.messages.Messages;
import io.meanwhile.app.security.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where messages come in. */
@RestController
@Tag(name = "messages")
@RequestMapping(path = "/api/v1/messages", produces = MediaType.APPLICATION_JSON_VALUE)
final class MessagesController {
  private static final int MOST = 1000;
  private static final int USUAL = 100;

  private final Messages messages;
  private final ApiLimits limits;

  MessagesController(Messages messages, ApiLimits limits) {
    this.messages = messages;
    this.limits = limits;
  }

  /** What was taken in: the same for the same message again. */
  @Schema(name = "MessageReceipt")
  record Taken(String id, String name) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "sendMessage",
      summary = "Hand in a message",
      description =
          "Durable when it is acknowledged. It is given to every step that waits for it; where none"
              + " does it is kept for the first that will. The same id with the same content"
              + " changes nothing and gets the same answer.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = MessageBody.class)))
  Taken send(@RequestBody BodyText body, HttpServletRequest request) {
    MessageBody message =
        JsonDocument.read(body.text(), limits.document(), MessageBody.KEYS, MessageBody::read);
    boolean _ = messages.receive(message.message(), Identity.of(request).who());
    return new Taken(message.id(), message.name());
  }

  @GetMapping
  @Operation(
      operationId = "listMessages",
      summary = "Messages that nobody has taken, and the steps that wait for one")
  MessagePage list(
      @RequestParam(name = "name", required = false) @Nullable String name,
      @RequestParam(name = "limit", required = false) @Nullable String limit) {
    int most = Parameters.whole("limit", limit, 1, MOST, USUAL);
    return new MessagePage(
        messages.kept(kept -> name == null || kept.equals(name), most).stream()
            .map(MessagePage.Kept::of)
            .toList(),
        messages.waiting(wait -> name == null || wait.name().equals(name), most).stream()
            .map(MessagePage.Waiting::of)
            .toList());
  }
}
