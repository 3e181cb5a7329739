package io.meanwhile.app.api;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.format.FlawedException;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.Incidents;
import io.meanwhile.app.problems.Problem;
import io.meanwhile.app.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever goes wrong into a problem; what nobody foresaw becomes an incident. */
@RestControllerAdvice
public final class ProblemAdvice {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @ExceptionHandler
  ResponseEntity<Problem> refused(ProblemException refused) {
    return answer(refused, new HttpHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> refused(RefusedException refused) {
    return answer(Refusals.of(refused), new HttpHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> flawed(FlawedException flawed) {
    return answer(Refusals.of(flawed), new HttpHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> unavailable(LogUnavailableException unavailable) {
    return answer(
        ProblemException.later(
            ErrorCode.UNAVAILABLE, "The log cannot be read at present.", RETRY_AFTER),
        new HttpHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException wrong) {
    return answer(
        new ProblemException(
            ErrorCode.METHOD_NOT_ALLOWED, "This address does not take " + wrong.getMethod() + "."),
        wrong.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException wrong) {
    return answer(
        new ProblemException(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "This address reads " + names(wrong.getSupportedMediaTypes()) + "."),
        wrong.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> accept(HttpMediaTypeNotAcceptableException wrong) {
    return answer(
        new ProblemException(
            ErrorCode.NOT_ACCEPTABLE,
            "This address answers with " + names(wrong.getSupportedMediaTypes()) + "."),
        new HttpHeaders());
  }

  @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
  ResponseEntity<Problem> nothing() {
    return answer(
        new ProblemException(ErrorCode.NOT_FOUND, "There is nothing at this address."),
        new HttpHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> unread(HttpMessageNotReadableException unread) {
    return answer(
        new ProblemException(
            ErrorCode.INVALID_REQUEST,
            "The body is missing or broke off: send the document that this address reads."),
        new HttpHeaders());
  }

  /** The reader is gone: nobody is left to be told. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {}

  @ExceptionHandler
  @Nullable ResponseEntity<Problem> unforeseen(Exception failure, HttpServletRequest request) {
    if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      return answer(
          new ProblemException(ErrorCode.BAD_REQUEST, "The request cannot be understood."),
          new HttpHeaders());
    }
    if (Incidents.isBadInput(failure)) {
      return answer(
          new ProblemException(ErrorCode.BAD_REQUEST, "The parameters cannot be decoded."),
          new HttpHeaders());
    }
    Problem problem = Incidents.record(failure, request);
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(problem);
  }

  private static String names(List<MediaType> types) {
    return String.join(", ", types.stream().map(MediaType::toString).sorted().toList());
  }

  private static ResponseEntity<Problem> answer(ProblemException refused, HttpHeaders headers) {
    Problem problem = refused.problem();
    HttpHeaders all = new HttpHeaders();
    headers.forEach((name, values) -> all.put(name, values));
    all.setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
    Duration after = refused.retryAfter();
    if (after != null) {
      all.set(
          HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
    }
    if (problem.status() == 401) {
      all.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return ResponseEntity.status(problem.status()).headers(all).body(problem);
  }
}
