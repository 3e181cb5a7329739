package io.meanwhile.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service;
import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.core.model.EffectKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may report as which observer where keys are configured. */
class ObserverKeysTest {
  private static final String[] ADMIN = {"Authorization", "Bearer of-the-admin"};
  private static final String[] SCALE = {"Authorization", "Bearer of-scale-a"};

  private static String[] key(int number, String name, Role role) {
    String key = "--meanwhile.security.keys[" + number + "].";
    return new String[] {
      key + "name=" + name, key + "sha256=" + sha256("of-" + name), key + "roles=" + role
    };
  }

  private static String sha256(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aKeySpeaksForTheObserverOfItsNameAndForNobodyElse(@TempDir Path data) {
    String[] keys =
        Stream.of(key(0, "the-admin", Role.ADMIN), key(1, "scale-a", Role.PARTICIPANT))
            .flatMap(Stream::of)
            .toArray(String[]::new);
    try (Service service = Service.start(data, keys)) {
      reportToEachDoor(service);
    }
  }

  private static void reportToEachDoor(Service service) {
    Answer registered =
        service.postAs(
            "application/yaml",
            "/api/v1/definitions",
            """
            saga: observed
            version: 1
            steps:
              a: { call: box/later, confirm: { quorum: 2, of: [box, scale-a, other] } }
            """,
            ADMIN);
    assertThat(registered.json().get("warnings").size()).as(registered.text()).isEqualTo(1);
    assertThat(registered.text())
        .contains("\"code\":\"observer-cannot-report\"", "/steps/a/confirm/of/2");
    service.post("/api/v1/sagas", "{\"definition\": \"observed\", \"id\": \"o\"}", ADMIN);
    String token =
        service
            .bean(EffectTokens.class)
            .issue("o", EffectKey.action("a", 1), Instant.now().plusSeconds(60));
    String door = "/api/v1/sagas/o/observations";

    assertThat(service.post(door, by("other"), SCALE).code()).isEqualTo("observer-not-yours");
    assertThat(service.post(door, by("other"), "Meanwhile-Token", token).code())
        .isEqualTo("observer-not-yours");
    assertThat(service.post(door, by("other"), ADMIN).code()).isEqualTo("observer-not-yours");
    assertThat(service.post(door, by("box"), SCALE).code()).isEqualTo("token-required");
    assertThat(service.post(door, by("scale-a"), SCALE).status()).isEqualTo(202);
    assertThat(service.get("/api/v1/sagas/o", ADMIN).text()).contains("\"RUNNING\"");
    assertThat(service.post(door, by("box"), "Meanwhile-Token", token).status()).isEqualTo(202);
    assertThat(service.get("/api/v1/sagas/o", ADMIN).text()).contains("\"COMPLETED\"");
    assertThat(service.get("/api/v1/sagas/o/events", ADMIN).text())
        .contains("\"who\":\"scale-a\"", "\"who\":\"participant:box\"");
  }

  private static String by(String observer) {
    return "{\"effect\": \"a/action/1\", \"id\": \"1\", \"status\": \"final\", \"observer\": \""
        + observer
        + "\"}";
  }
}
