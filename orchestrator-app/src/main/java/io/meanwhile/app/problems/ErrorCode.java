package io.meanwhile.app.problems;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be wrong with a request, as a whole; docs/errors.md says more about each. */
public enum ErrorCode {
  MALFORMED_JSON(
      400,
      "The text is not JSON",
      "Correct the text at the place given; any JSON checker points at the same spot."),
  MALFORMED_YAML(
      400,
      "The text is not YAML",
      "Correct the text at the place given; look at the indentation and the quotes of"
          + " that line and the one above."),
  NOT_UTF8(400, "The text is not UTF-8", "Send the text in UTF-8."),
  DOCUMENT_TOO_DEEP(
      400,
      "The document is nested too deeply",
      "Flatten the document; 64 levels are enough for every definition and input."),
  DOCUMENT_TOO_LARGE(
      413,
      "The document is too large",
      "Send less, for example a reference to the data in place of the data."),
  NUMBER_TOO_LARGE(
      400, "The number is too large", "Write the number as a text: \"1000000000000000000\"."),
  BAD_DURATION(
      400, "The duration cannot be used", "Use the suggestion, or a duration within the bounds."),
  INVALID_DEFINITION(
      422,
      "The definition cannot be accepted",
      "Correct what errors lists, each with its place and often a suggestion. "
          + "meanwhile validate FILE checks without a server."),
  DEFINITION_EXISTS(409, "This version exists with other content", "Raise the version number."),
  UNKNOWN_DEFINITION(
      404,
      "There is no such definition",
      "Register it with POST /api/v1/definitions, or list what there is with GET "
          + "/api/v1/definitions."),
  INVALID_REQUEST(
      400,
      "The request cannot be read",
      "Correct what errors lists; where it lists nothing, the detail says what is missing."),
  BAD_REQUEST(
      400,
      "The request breaks HTTP",
      "Look at the request that was sent; the detail says what was found."),
  BAD_PARAMETER(
      400, "A parameter has a wrong value", "Use a value of the form given in the detail."),
  UNKNOWN_PARAMETER(
      400, "The query parameter is not known", "Use one of the parameters listed in the detail."),
  KEY_IN_URL(
      400,
      "A credential stands in the URL",
      "Send it as Authorization: Bearer KEY, and replace the key: it may have been " + "seen."),
  NOT_FOUND(
      404, "There is nothing at this address", "Look at GET /v3/api-docs for the paths there are."),
  METHOD_NOT_ALLOWED(
      405, "The address does not take this method", "Use one of the methods in the Allow header."),
  NOT_ACCEPTABLE(
      406,
      "The answer cannot be given in that form",
      "Accept application/json, or text/event-stream for events."),
  BODY_TOO_LARGE(
      413,
      "The body is too large",
      "Send less, for example a reference to the data in place of the data."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body's type is not read here",
      "Send one of the types listed in the detail, in UTF-8."),
  UNSUPPORTED_ENCODING(415, "The body is compressed", "Send it without Content-Encoding."),
  BAD_CLOUD_EVENT(
      400, "The message is not a CloudEvent", "Correct the attribute named in the detail."),
  UNKNOWN_COMMAND(422, "There is no such command", "Use one of the types listed in the detail."),
  UNSUPPORTED_COMMAND(
      422, "This version cannot carry out the command", "Use a version that supports it."),
  BAD_SAGA_ID(
      400,
      "The saga id has the wrong form",
      "Choose another id, or leave it out to have one made."),
  BAD_EFFECT(
      400,
      "The effect key has the wrong form",
      "Send the Idempotency-Key that came with the request you report about."),
  KEY_REQUIRED(401, "A key is needed", "Send Authorization: Bearer KEY."),
  KEY_UNKNOWN(
      401,
      "The key is not known",
      "Check the key; the configuration holds its SHA-256, not the key itself."),
  FORBIDDEN(403, "The key may not do this", "Use a key with one of those roles."),
  TOKEN_REQUIRED(
      401,
      "An effect token is needed",
      "Send the Meanwhile-Token header that came with the request you report about."),
  TOKEN_WRONG(
      403,
      "The token is not good for this effect",
      "Send the token that came with the request for exactly this effect."),
  TOKEN_EXPIRED(
      403,
      "The token has expired",
      "Answer the next probe, or ask an operator to settle the effect."),
  OBSERVER_NOT_YOURS(
      403,
      "The report speaks for another observer",
      "Leave observer out to report as the participant; any other observer reports with a key of"
          + " its own name."),
  FOREIGN_ORIGIN(
      403,
      "The request comes from a foreign web page",
      "Send it from a program, or from a page of this service."),
  FOREIGN_HOST(
      403,
      "The Host header names another host",
      "Use http://localhost or http://127.0.0.1, or configure keys."),
  SAGA_EXISTS(
      409,
      "The id belongs to another saga",
      "Use another id, or send exactly the first request to get the first saga."),
  IDEMPOTENCY_KEY_REUSED(
      422, "The Idempotency-Key was used for another request", "Use a new key for a new request."),
  INPUT_INVALID(422, "The input does not fit the definition", "Correct what errors lists."),
  ATTRIBUTE_FAILED(422, "An attribute cannot be computed", "Give the input that the detail names."),
  UNKNOWN_SCHEDULE(
      404,
      "There is no such schedule",
      "Give the newest version of the definition a schedule, or list what there is with GET"
          + " /api/v1/schedules."),
  UNKNOWN_SAGA(404, "There is no such saga", "Check the id; GET /api/v1/sagas lists sagas."),
  UNKNOWN_SEQUENCE(
      404,
      "The saga has not got so far",
      "Use at most the sequence that GET /api/v1/sagas/{id} shows."),
  HISTORY_TOO_LONG(
      422,
      "The history is too long to be looked at as a whole",
      "Ask about now, or read GET /api/v1/sagas/{id}/events page by page."),
  UNKNOWN_EFFECT(
      404, "The saga has no such effect", "Check the key against GET /api/v1/sagas/{id}/standing."),
  UNKNOWN_QUESTION(
      404,
      "The saga has no such question",
      "Look at blockedBy in GET /api/v1/sagas/{id}/standing."),
  QUESTION_CLOSED(409, "The question is closed", "Look at the standing; nothing more is needed."),
  MESSAGE_EXISTS(
      409,
      "The id belongs to another message",
      "Use another id, or send exactly the first message again."),
  NOT_WAITING(
      409,
      "Nothing waits for it",
      "Look at pending in GET /api/v1/sagas/{id}/standing: it says what is waited for."),
  CANNOT_SKIP(
      409,
      "The step cannot be skipped",
      "Skip what has not begun, or what a question in the standing is about."),
  CANNOT_MIGRATE(
      409,
      "The saga cannot follow that version",
      "Map what errors names, or register a version that fits; preview=true says what would"
          + " follow."),
  SAME_VERSION(
      409,
      "The saga follows that version already",
      "Nothing is to be done; to give begun steps the rules of this version, map them."),
  CHOICE_NOT_OFFERED(
      409,
      "The question does not offer this choice",
      "Choose one of the choices listed in blockedBy of the standing."),
  SAGA_ENDED(
      409,
      "The saga has ended",
      "Look at its standing; to undo a completed saga start one that does the " + "reverse."),
  PIVOT_PASSED(
      409,
      "The pivot has been passed",
      "Answer its open questions, if any; GET /api/v1/sagas/{id}/standing lists them."),
  SAGA_STOPPED(
      409,
      "The saga is stopped",
      "Read the detail and the log of the service; a newer version may be able to " + "read it."),
  BUSY(
      503,
      "The service is busy",
      "Send the same request again after Retry-After; it is safe to repeat with the "
          + "same id or Idempotency-Key."),
  TOO_MANY_STREAMS(
      503,
      "Too many live streams are open",
      "Close one, or poll GET /api/v1/sagas/{id}/events?after=N."),
  UNAVAILABLE(
      503,
      "The log cannot be reached",
      "Send the same request again after Retry-After; operators: look at the " + "database."),
  INTERNAL(
      500,
      "Something unexpected went wrong",
      "Report the incident's id to whoever runs the service; it is safe to repeat the"
          + " request with the same id or Idempotency-Key.");

  private static final Map<String, ErrorCode> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(ErrorCode::code, Function.identity()));

  private final int status;
  private final String title;
  private final String remedy;

  ErrorCode(int status, String title, String remedy) {
    this.status = status;
    this.title = title;
    this.remedy = remedy;
  }

  /** Empty when no code of the whole request has this text. */
  public static Optional<ErrorCode> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The stable text, such as {@code unknown-saga}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** What happened, in one line. */
  public String title() {
    return title;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
