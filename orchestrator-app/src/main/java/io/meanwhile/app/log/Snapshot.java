package io.meanwhile.app.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * The state of a saga as of one of its events: a shortcut, never a truth. Who uses one asks {@link
 * SnapshotStore#end} whether the log says the same of that place.
 *
 * @param sequence how many events it covers, 1 or more
 * @param hash the saga's chain after the last of them
 * @param shape what the state's bytes depend on; another one must not be read
 * @param state canonical JSON; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Snapshot(
    long sagaKey, long sequence, Hash hash, String shape, Instant createdAt, byte[] state) {

  /** Over all but the time of writing: a row of another saga, or one that rotted, shows. */
  Hash digest() {
    MessageDigest sha = Sha256.create();
    sha.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(sagaKey).putLong(sequence).flip());
    hash.into(sha);
    sha.update(shape.getBytes(StandardCharsets.UTF_8));
    return Hash.owning(sha.digest(state));
  }
}
