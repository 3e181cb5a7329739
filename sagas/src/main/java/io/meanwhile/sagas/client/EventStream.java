package io.meanwhile.sagas.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads a saga's live stream of server-sent events; when it is cut off it goes on where it was, so
 * that no event is missed and none comes twice.
 */
final class EventStream implements Runnable, AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int TOO_MANY = 429;

  private final Wire wire;
  private final String path;
  private final Consumer<SagaEvent> reader;
  private final Consumer<RuntimeException> failed;
  private final Thread thread;
  private long last;
  private Duration pause = FIRST_PAUSE;

  EventStream(
      Wire wire,
      String path,
      long after,
      Consumer<SagaEvent> reader,
      Consumer<RuntimeException> failed) {
    this.wire = wire;
    this.path = path;
    this.last = after;
    this.reader = reader;
    this.failed = failed;
    this.thread = Thread.ofVirtual().name("events of " + path).unstarted(this);
  }

  EventStream start() {
    thread.start();
    return this;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted() && !wire.http().isTerminated()) {
        try {
          read();
        } catch (IOException | UncheckedIOException e) {
          // cut off, or not there: the next connection goes on where this one was
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  private void read() throws IOException, InterruptedException {
    HttpRequest.Builder request = wire.request(path).header("Accept", "text/event-stream");
    if (last >= 0) {
      request.header("Last-Event-ID", Long.toString(last));
    }
    HttpResponse<InputStream> answer =
        wire.http().send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      int status = answer.statusCode();
      if (status == TOO_MANY || status >= 500) {
        throw new IOException("HTTP " + status);
      }
      if (status >= 300) {
        throw Wire.problem(status, body.readAllBytes());
      }
      lines(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }
  }

  /** An event's data may be spread over several lines; an empty line ends it (WHATWG HTML, 9.2). */
  private void lines(BufferedReader lines) throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        SagaEvent event = Wire.read(data.toString(), SagaEvent.class);
        data.setLength(0);
        pause = FIRST_PAUSE;
        reader.accept(event);
        last = event.sequence();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
