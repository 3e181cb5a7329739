package io.meanwhile.app.bench;

import io.meanwhile.core.model.SagaStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over HTTP: one request that starts the saga and is answered when it has ended. */
final class HttpCaller implements Caller {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client;
  private final URI sagas;

  HttpCaller(HttpClient client, String url) {
    this.client = client;
    this.sagas = URI.create(url + "/api/v1/sagas?wait=PT60S");
  }

  @Override
  public Ended call(Workload workload) throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("definition", workload.definition());
    body.put("input", BusCaller.INPUT);
    HttpRequest request =
        HttpRequest.newBuilder(sagas)
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("answered " + response.statusCode());
    }
    JsonNode receipt = JSON.readTree(response.body());
    return new Ended(
        receipt.get("saga").asString(),
        SagaStatus.valueOf(receipt.get("state").get("status").asString()));
  }
}
