package io.meanwhile.app.api;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.Problem;
import io.meanwhile.app.problems.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page that problems point to, and the description of the API. */
@Hidden
@RestController
final class DocsController {
  private static final String DIRECTORY = "/META-INF/meanwhile/docs/";

  @GetMapping(path = Problem.DOCS, produces = MediaType.TEXT_MARKDOWN_VALUE + ";charset=UTF-8")
  String errors() throws IOException {
    return read("errors.md");
  }

  /** OpenAPI 3.1, as it lies in docs/openapi.json. */
  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  String openApi() throws IOException {
    return read("openapi.json");
  }

  private static String read(String file) throws IOException {
    try (InputStream page = DocsController.class.getResourceAsStream(DIRECTORY + file)) {
      if (page == null) {
        throw new ProblemException(ErrorCode.NOT_FOUND, "This build brings no documents.");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
