package io.meanwhile.app.bench;

import io.meanwhile.core.model.SagaStatus;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over HTTP: one request that starts the saga and is answered when it has ended. */
final class HttpCaller implements Caller {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CloseableHttpClient client;
  private final URI sagas;

  HttpCaller(CloseableHttpClient client, String url) {
    this.client = client;
    this.sagas = URI.create(url + "/api/v1/sagas?wait=PT60S");
  }

  @Override
  public Ended call(Workload workload) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("definition", workload.definition());
    body.put("input", BusCaller.INPUT);
    HttpPost post = new HttpPost(sagas);
    post.setEntity(
        new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.create("application/json")));
    return client.execute(post, HttpCaller::ended);
  }

  private static Ended ended(ClassicHttpResponse response) throws IOException {
    if (response.getCode() / 100 != 2) {
      throw new IOException("answered " + response.getCode());
    }
    JsonNode receipt = JSON.readTree(response.getEntity().getContent());
    return new Ended(
        receipt.get("saga").asString(),
        SagaStatus.valueOf(receipt.get("state").get("status").asString()));
  }
}
