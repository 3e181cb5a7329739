package io.meanwhile.app.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is at work: in filters and on the error page. */
public final class ProblemWriter {
  private final JsonMapper json;

  /**
   * @param json writes camelCase and leaves out nulls
   */
  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Writes what is refused. */
  public void write(HttpServletResponse response, ProblemException refusal) throws IOException {
    retryAfter(response, refusal.retryAfter());
    write(response, refusal.problem());
  }

  /** Writes nothing when an answer is on its way already. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = json.writeValueAsBytes(problem);
    response.resetBuffer();
    response.setStatus(problem.status());
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static void retryAfter(HttpServletResponse response, @Nullable Duration after) {
    if (after != null) {
      long seconds = Math.max(1, after.plusMillis(999).toSeconds());
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
  }
}
