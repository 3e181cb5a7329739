package io.meanwhile.app.log;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * One event as it lies in a frame's bytes.
 *
 * @param whole the event's object
 * @param hidden the part that the chain does not cover: the payload with its name and the comma
 *     after it; empty when the payload has been erased
 */
record EventText(EventEnvelope envelope, Slice whole, Slice hidden, Slice payload) {
  private static final int NAME_LENGTH = "\"payload\":".length();
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /**
   * Reads a frame's bytes.
   *
   * @throws DamagedLogException when they are not an array of events
   */
  static List<EventText> parse(byte[] frame) {
    List<EventText> written = WrittenFrame.read(frame);
    return written == null ? parseAny(frame) : written;
  }

  /** As {@link #parse}, whatever form the bytes have: members in any order, with white space. */
  static List<EventText> parseAny(byte[] frame) {
    List<EventText> events = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), frame)) {
      expect(parser.nextToken() == JsonToken.START_ARRAY);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(parser.currentToken() == JsonToken.START_OBJECT);
        events.add(new Reading(frame, parser).event());
      }
      return events;
    } catch (JacksonException | DateTimeException e) {
      throw new DamagedLogException("a frame is not an array of events", e);
    }
  }

  /** The links that these events make, after the one before them. */
  static List<Hash> chain(Hash before, List<EventText> events) {
    return chain(before, events, Sha256.create());
  }

  /** As {@link #chain(Hash, List)}, with this digest, which is reset. */
  static List<Hash> chain(Hash before, List<EventText> events, MessageDigest sha) {
    List<Hash> chain = new ArrayList<>(events.size());
    Hash previous = before;
    for (EventText event : events) {
      previous.into(sha);
      byte[] bytes = event.whole.bytes();
      sha.update(bytes, event.whole.from(), event.hidden.from() - event.whole.from());
      sha.update(bytes, event.hidden.to(), event.whole.to() - event.hidden.to());
      previous = Hash.owning(sha.digest());
      chain.add(previous);
    }
    return chain;
  }

  /**
   * Whether the payload is the one that the digest was made of, or has been erased.
   *
   * @param sha to be used for it and reset, so that not every event needs one of its own
   */
  boolean payloadIsIntact(MessageDigest sha) {
    if (payload.isEmpty()) {
      return true;
    }
    sha.update(payload.bytes(), payload.from(), payload.to() - payload.from());
    return HexFormat.of().formatHex(sha.digest()).equals(envelope.digest());
  }

  private static void expect(boolean expected) {
    if (!expected) {
      throw new DamagedLogException("a frame is not an array of events", null);
    }
  }

  /** The fields of one event while they are read, in whatever order they come. */
  private static final class Reading {
    private final byte[] frame;
    private final JsonParser parser;
    private long sequence = -1;
    private String type = "";
    private String version = "";
    private String digest = "";
    private Instant recordedAt = Instant.MIN;
    private Metadata metadata = new Metadata("", "", "");
    private int from;
    private int to;

    Reading(byte[] frame, JsonParser parser) {
      this.frame = frame;
      this.parser = parser;
    }

    EventText event() {
      int start = offset();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        field(name);
      }
      int end = offset() + 1;
      expect(sequence >= 0 && !type.isEmpty() && !version.isEmpty() && !digest.isEmpty());
      boolean erased = from == to;
      Slice hidden = new Slice(frame, erased ? end : from - NAME_LENGTH, erased ? end : to + 1);
      var envelope = new EventEnvelope(sequence, type, version, recordedAt, metadata, digest);
      return new EventText(
          envelope, new Slice(frame, start, end), hidden, new Slice(frame, from, to));
    }

    private void field(String name) {
      switch (name) {
        case "digest" -> digest = parser.getString();
        case "metadata" -> metadata();
        case "payload" -> {
          from = offset();
          parser.skipChildren();
          to = offset() + 1;
        }
        case "recordedAt" -> recordedAt = Instant.parse(parser.getString());
        case "sequence" -> sequence = parser.getLongValue();
        case "type" -> type = parser.getString();
        case "version" -> version = parser.getString();
        default -> parser.skipChildren();
      }
    }

    private void metadata() {
      String correlation = "";
      String causation = "";
      String who = "";
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "correlation" -> correlation = parser.getString();
          case "causation" -> causation = parser.getString();
          case "who" -> who = parser.getString();
          default -> parser.skipChildren();
        }
      }
      metadata = new Metadata(correlation, causation, who);
    }

    private int offset() {
      return (int) parser.currentTokenLocation().getByteOffset();
    }
  }
}
