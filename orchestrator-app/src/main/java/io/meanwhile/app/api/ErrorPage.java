package io.meanwhile.app.api;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.Incidents;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.problems.ProblemWriter;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last stop for what no controller was reached for. */
@Hidden
@Controller
public final class ErrorPage implements ErrorController {
  private final ProblemWriter problems;

  public ErrorPage(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure instanceof Throwable thrown && !Incidents.isBadInput(thrown)) {
      problems.write(response, Incidents.record(thrown, request));
      return;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    problems.write(response, of(status instanceof Integer number ? number : 404));
  }

  private static ProblemException of(int status) {
    ErrorCode code =
        switch (status) {
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 503 -> ErrorCode.BUSY;
          default ->
              Arrays.stream(ErrorCode.values())
                  .filter(known -> known.status() == status && status >= 500)
                  .findFirst()
                  .orElse(ErrorCode.BAD_REQUEST);
        };
    return new ProblemException(code, code.title() + ".");
  }
}
