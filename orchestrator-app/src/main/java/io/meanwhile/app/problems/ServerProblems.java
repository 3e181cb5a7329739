package io.meanwhile.app.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Says what the server itself refuses: broken request lines, headers beyond bounds. */
public final class ServerProblems extends ErrorReportValve {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem = problem(status, request, failure);
    try {
      response.setStatus(problem.status());
      response.setContentType(Problem.MEDIA_TYPE);
      response.getOutputStream().write(JSON.writeValueAsBytes(problem));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // The caller is gone, or has had an answer: nobody is left to be told.
    }
  }

  private static Problem problem(int status, Request request, @Nullable Throwable failure) {
    if (status >= 500 && failure != null) {
      return Incidents.record(failure, request);
    }
    ErrorCode code =
        switch (status) {
          case 404 -> ErrorCode.NOT_FOUND;
          case 405, 501 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 503 -> ErrorCode.BUSY;
          case 505 -> ErrorCode.BAD_REQUEST;
          default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.BAD_REQUEST;
        };
    return new ProblemException(code, "The server refused the request before it was read.")
        .problem();
  }
}
