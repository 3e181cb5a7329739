package io.meanwhile.app.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The service's settings.
 *
 * @param dataDirectory where the embedded database and the keys are kept
 * @param publicUrl where participants reach this service; default the local address and port
 * @param participants participants over HTTP, by the name that definitions use
 */
@Validated
@ConfigurationProperties("meanwhile")
public record MeanwhileProperties(
    @DefaultValue("./meanwhile-data") Path dataDirectory,
    @Nullable URI publicUrl,
    @DefaultValue Map<String, @Valid Participant> participants,
    @Valid @DefaultValue Limits limits,
    @Valid @DefaultValue Security security) {

  /**
   * A participant over HTTP.
   *
   * @param url each operation is a path below it
   */
  public record Participant(@NotNull URI url) {}

  /**
   * Bounds.
   *
   * @param lanes threads that decide for sagas
   * @param callsPerParticipant calls to one participant at once; more wait their turn
   * @param startsWaiting starts taken and not durable yet; more are refused as busy
   * @param hotSagas sagas kept in memory
   * @param answerBytes no more of a participant's answer is read
   * @param connect how long connecting to a participant may take
   */
  public record Limits(
      @DefaultValue("1") @Min(1) @Max(16) int lanes,
      @DefaultValue("64") @Min(1) int callsPerParticipant,
      @DefaultValue("10000") @Min(1) int startsWaiting,
      @DefaultValue("20000") @Min(1) int hotSagas,
      @DefaultValue("1048576") @Min(1024) @Max(67_108_864) int answerBytes,
      @DefaultValue("5s") Duration connect) {}

  /**
   * Who may do what.
   *
   * @param tokenGrace how long after an effect's deadline its participant may still report about it
   */
  public record Security(@DefaultValue("P7D") Duration tokenGrace) {}
}
