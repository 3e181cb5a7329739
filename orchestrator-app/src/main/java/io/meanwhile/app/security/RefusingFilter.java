package io.meanwhile.app.security;

import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.problems.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** A filter that lets a request through or says why not. */
abstract class RefusingFilter extends OncePerRequestFilter {
  private final ProblemWriter problems;

  RefusingFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  /**
   * Returns when the request may go on.
   *
   * @throws ProblemException when it may not
   */
  abstract void check(HttpServletRequest request);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      check(request);
    } catch (ProblemException refused) {
      problems.write(response, refused);
      return;
    }
    chain.doFilter(request, response);
  }
}
