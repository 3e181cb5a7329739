package io.meanwhile.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service;
import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.core.model.EffectKey;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every role at every address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
  private Service service;

  @BeforeAll
  void start(@TempDir Path data) {
    List<String> properties = new ArrayList<>();
    for (Role role : Role.values()) {
      String key = "--meanwhile.security.keys[" + properties.size() / 3 + "].";
      properties.add(key + "name=the-" + role);
      properties.add(key + "sha256=" + sha256(key(role)));
      properties.add(key + "roles=" + role);
    }
    service = Service.start(data, properties.toArray(String[]::new));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static String key(Role role) {
    return "secret of the " + role;
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

  private Answer call(Address address, String... headers) {
    String path = address.path().isEmpty() ? address.mapped() : address.path();
    HttpRequest.Builder request = service.request(path);
    if (address.method().equals("POST")) {
      String type =
          path.endsWith("v1/commands") ? "application/cloudevents+json" : "application/json";
      request
          .POST(HttpRequest.BodyPublishers.ofString(address.body()))
          .header("Content-Type", type);
    }
    return service.send(headers.length == 0 ? request : request.headers(headers));
  }

  static Stream<Arguments> everyRoleAtEveryAddress() {
    return Address.TABLE.stream()
        .flatMap(address -> Stream.of(Role.values()).map(role -> Arguments.of(role, address)));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("everyRoleAtEveryAddress")
  void aRoleIsLetInWhereTheTableSaysSoAndNowhereElse(Role role, Address address) {
    Answer answer = call(address, "Authorization", "Bearer " + key(role));

    if (address.lets(role)) {
      assertThat(answer.status()).as(answer.text()).isNotEqualTo(403).isLessThan(500);
      assertThat(answer.text()).doesNotContain("\"code\":\"key-");
    } else {
      assertThat(answer.status() + " " + answer.code()).isEqualTo("403 forbidden");
    }
  }

  static Stream<Address> addresses() {
    return Address.TABLE.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("addresses")
  void nobodyIsLetInWithoutAKey(Address address) {
    assertThat(call(address).status() + " " + call(address).code()).isEqualTo("401 key-required");
    assertThat(call(address).header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(call(address, "Authorization", "Basic YTpi").code()).isEqualTo("key-required");
    assertThat(call(address, "Authorization", "Bearer wrong").code()).isEqualTo("key-unknown");
    assertThat(call(address, "Authorization", "Bearer " + sha256(key(Role.ADMIN))).code())
        .isEqualTo("key-unknown");
    boolean door = address.mapped().endsWith("/observations");
    assertThat(call(address, "Meanwhile-Token", "v1.0.x").code())
        .isEqualTo(door ? "token-wrong" : "key-required");
  }

  @Test
  void theTableKnowsEveryAddressThatIsServed() {
    Set<String> served = new TreeSet<>();
    service
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, _) ->
            mapping
                .getPatternValues()
                .forEach(pattern ->
                    mapping
                        .getMethodsCondition()
                        .getMethods()
                        .forEach(method -> served.add(method + " " + pattern))));
    served.removeIf(address -> address.startsWith("GET /v3/generated"));

    Set<String> tested = new TreeSet<>();
    Address.TABLE.forEach(address -> tested.add(address.method() + " " + address.mapped()));
    assertThat(tested).containsExactlyElementsOf(served);
  }

  @Test
  void healthIsOpenAndNothingElseOfTheActuatorIs() {
    assertThat(service.get("/actuator/health").status()).isEqualTo(200);
    assertThat(service.get("/actuator/health").text())
        .contains("\"status\":\"UP\"")
        .doesNotContain("components", "details");
    assertThat(service.get("/actuator").code()).isEqualTo("key-required");
    assertThat(service.get("/actuator/env").code()).isEqualTo("key-required");
    assertThat(service.get("/nothing").code()).isEqualTo("key-required");
  }

  @Test
  void whoActedIsOnTheRecord() {
    String[] admin = {"Authorization", "Bearer " + key(Role.ADMIN)};
    String[] starter = {"Authorization", "Bearer " + key(Role.STARTER)};
    service.postAs(
        "application/yaml",
        "/api/v1/definitions",
        "{saga: recorded, version: 1, steps: {a: {call: box/put}}}",
        admin);

    Answer started =
        service.post("/api/v1/sagas", "{\"definition\": \"recorded\", \"id\": \"r\"}", starter);

    assertThat(started.status()).isEqualTo(202);
    assertThat(service.get("/api/v1/sagas/r/events", starter).text())
        .contains("\"who\":\"the-starter\"");
  }

  @Test
  void aTokenStandsInForAKeyAtTheDoorForObservationsAndForItsEffectOnly() {
    String[] admin = {"Authorization", "Bearer " + key(Role.ADMIN)};
    service.postAs(
        "application/yaml",
        "/api/v1/definitions",
        "{saga: reported, version: 1, steps: {a: {call: box/later}}}",
        admin);
    service.post("/api/v1/sagas", "{\"definition\": \"reported\", \"id\": \"t\"}", admin);
    String token =
        service
            .bean(EffectTokens.class)
            .issue("t", EffectKey.action("a", 1), Instant.now().plusSeconds(60));
    String done = "{\"effect\": \"a/action/1\", \"id\": \"1\", \"status\": \"final\"}";
    String door = "/api/v1/sagas/t/observations";

    assertThat(service.post(door, done).code()).isEqualTo("key-required");
    assertThat(service.post(door.replace("/t/", "/u/"), done, "Meanwhile-Token", token).code())
        .isEqualTo("token-wrong");
    assertThat(service.get("/api/v1/sagas/t", "Meanwhile-Token", token).code())
        .isEqualTo("key-required");
    Answer taken = service.post(door, done, "Meanwhile-Token", token);
    assertThat(taken.status()).as(taken.text()).isEqualTo(202);
    assertThat(service.get("/api/v1/sagas/t/events", admin).text())
        .contains("\"who\":\"participant:box\"");
  }

  @Test
  void aKeyInTheUrlIsRefusedEvenBesideAGoodOne() {
    Answer answer =
        service.get("/api/v1/sagas?key=secret", "Authorization", "Bearer " + key(Role.ADMIN));

    assertThat(answer.code()).isEqualTo("key-in-url");
    assertThat(answer.text()).doesNotContain("secret");
  }

  @Test
  void withKeysOtherHostNamesAreServedSinceNoPageHasAKey() throws Exception {
    assertThat(
            service.raw(
                "GET /api/v1/sagas HTTP/1.1\r\nHost: meanwhile.example\r\nConnection: close\r\n\r\n"))
        .contains("\"code\":\"key-required\"");
  }
}
