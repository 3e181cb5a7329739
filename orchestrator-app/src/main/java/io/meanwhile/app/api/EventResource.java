package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.meanwhile.app.log.Metadata;
import io.meanwhile.app.log.StoredEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One immutable event.
 *
 * @param sequence its place in the saga, from 0
 * @param position its place in the whole log, from 1
 * @param data as stored, in the stored version; absent when it has been erased
 * @param digest SHA-256 of the data as stored
 * @param hash the link of the saga's hash chain that it ends
 */
@Schema(name = "Event")
record EventResource(
    String saga,
    String sequence,
    String position,
    String type,
    String version,
    Instant recordedAt,
    Metadata metadata,
    @Schema(types = "object") @JsonRawValue @Nullable String data,
    String digest,
    String hash) {

  static EventResource of(StoredEvent event) {
    String data = new String(event.payload(), StandardCharsets.UTF_8);
    return new EventResource(
        event.saga(),
        Long.toString(event.sequence()),
        Long.toString(event.position()),
        event.type(),
        event.version(),
        event.recordedAt(),
        event.metadata(),
        data.isEmpty() ? null : data,
        event.digest(),
        event.hash().toString());
  }
}
