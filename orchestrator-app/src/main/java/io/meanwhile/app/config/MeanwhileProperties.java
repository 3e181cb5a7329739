package io.meanwhile.app.config;

import io.meanwhile.app.participants.SecretText;
import io.meanwhile.app.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The service's settings.
 *
 * @param dataDirectory where the embedded database and the keys are kept
 * @param publicUrl where participants reach this service; default the local address and port
 * @param log how the log is written
 * @param definitions where definitions are read from at start, beside those on the class path
 * @param snapshots when states of long sagas are kept
 * @param participants participants over HTTP, by the name that definitions use
 * @param secrets texts that only participants see, by the name that definitions use; better kept in
 *     files or in the environment than on a command line
 * @param secretsDirectory a directory with a file for each secret, called like it
 * @param messages how long messages are kept
 */
@Validated
@ConfigurationProperties("meanwhile")
public record MeanwhileProperties(
    @DefaultValue("./meanwhile-data") Path dataDirectory,
    @Nullable URI publicUrl,
    @DefaultValue Log log,
    @DefaultValue Definitions definitions,
    @Valid @DefaultValue Snapshots snapshots,
    @DefaultValue Map<String, @Valid Participant> participants,
    @DefaultValue Map<String, SecretText> secrets,
    @Nullable Path secretsDirectory,
    @Valid @DefaultValue Messages messages,
    @Valid @DefaultValue Limits limits,
    @Valid @DefaultValue Security security) {

  /**
   * How the log is written.
   *
   * @param synchronous false acknowledges before anything has reached the disk, and a crash then
   *     loses what was acknowledged: for experiments only
   */
  public record Log(@DefaultValue("true") boolean synchronous) {}

  /**
   * Definitions in files.
   *
   * @param path a directory; its *.yaml, *.yml and *.json files are registered at start
   */
  public record Definitions(@Nullable Path path) {}

  /**
   * When the state of a saga is kept, so that not all its events have to be read again.
   *
   * @param enabled false writes none; those that are there are still used
   * @param events so many events after the last snapshot a busy saga gets the next one
   * @param idleEvents so many are enough when the saga is idle or leaves memory
   * @param endedEvents so many it must have when it has ended
   * @param idle nothing has happened for so long
   */
  public record Snapshots(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("200") @Min(1) int events,
      @DefaultValue("50") @Min(1) int idleEvents,
      @DefaultValue("1000") @Min(1) int endedEvents,
      @DefaultValue("5m") @NotNull @DurationMin Duration idle) {}

  /**
   * Messages from outside.
   *
   * @param keep how long one is kept for a step that begins to wait for it, and remembered so that
   *     it is not taken twice
   * @param most how many are remembered; when nobody has taken any of them, more are refused
   */
  public record Messages(
      @DefaultValue("P1D") @NotNull @DurationMin(seconds = 1) Duration keep,
      @DefaultValue("100000") @Min(1) int most) {}

  /**
   * A participant: over HTTP, or one that lives in this process.
   *
   * @param url each operation is a path below it; none for one in this process
   * @param secrets the names of those that it may get; none where none are named
   */
  public record Participant(@Nullable URI url, @DefaultValue Set<String> secrets) {}

  /**
   * Bounds.
   *
   * @param lanes threads that decide for sagas
   * @param callsPerParticipant calls to one participant at once; more wait their turn
   * @param startsWaiting starts taken and not durable yet; more are refused as busy
   * @param hotSagas sagas kept in memory
   * @param hotSize how large these may be together; default a quarter of the memory
   * @param answerBytes no more of a participant's answer is read
   * @param connect how long connecting to a participant may take
   * @param bodyBytes longest body of a request
   * @param longestWait longest wait that a request may ask for
   * @param acknowledgement how long a request waits to be durable before it is told "busy"
   * @param streams most live streams at once
   * @param heartbeat silence on a live stream after which a sign of life is sent
   */
  public record Limits(
      @DefaultValue("1") @Min(1) @Max(16) int lanes,
      @DefaultValue("64") @Min(1) int callsPerParticipant,
      @DefaultValue("10000") @Min(1) int startsWaiting,
      @DefaultValue("20000") @Min(1) int hotSagas,
      @Nullable DataSize hotSize,
      @DefaultValue("1048576") @Min(1024) @Max(67_108_864) int answerBytes,
      @DefaultValue("5s") Duration connect,
      @DefaultValue("1048576") @Min(1024) @Max(67_108_864) int bodyBytes,
      @DefaultValue("60s") @NotNull Duration longestWait,
      @DefaultValue("30s") @NotNull Duration acknowledgement,
      @DefaultValue("1000") @Min(1) @Max(100_000) int streams,
      @DefaultValue("15s") @NotNull Duration heartbeat) {}

  /**
   * Who may do what.
   *
   * @param tokenGrace how long after an effect's deadline its participant may still report about it
   * @param keys without any, the service listens on loopback only and everybody there may do all
   */
  public record Security(
      @DefaultValue("P7D") Duration tokenGrace, @DefaultValue List<@Valid Key> keys) {}

  /**
   * A key, sent as {@code Authorization: Bearer …}.
   *
   * @param name goes on the record as who did something
   * @param sha256 of the key, 64 hex digits; the key itself is nowhere in the configuration
   * @param roles viewer, starter, operator, participant or admin
   */
  public record Key(
      @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@-]{0,99}") String name,
      @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}") String sha256,
      @NotEmpty Set<Role> roles) {}
}
