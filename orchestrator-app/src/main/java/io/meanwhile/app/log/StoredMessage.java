package io.meanwhile.app.log;

import java.time.Instant;

/**
 * A message from outside as it is stored.
 *
 * @param id the sender's own, unique
 * @param digest of name and data
 * @param data canonical JSON
 */
public record StoredMessage(
    String id, String name, String digest, Instant receivedAt, String receivedBy, String data) {}
