package io.meanwhile.app.api;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.FlawedException;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.time.Duration;
import java.util.List;

/** What the engine or a reader refuses, as the problem that the caller is told. */
final class Refusals {
  private Refusals() {}

  static ProblemException of(RefusedException refused) {
    ErrorCode code = ErrorCode.of(refused.code()).orElse(ErrorCode.BAD_REQUEST);
    Duration after = refused.retryAfter();
    return after == null
        ? new ProblemException(code, refused.detail())
        : ProblemException.later(code, refused.detail(), after);
  }

  static ProblemException of(FlawedException flawed) {
    List<Flaw> flaws = flawed.flaws();
    Flaw first = flaws.getFirst();
    ErrorCode code =
        flawed.unreadable()
            ? ErrorCode.of(first.code()).orElse(ErrorCode.INVALID_REQUEST)
            : ErrorCode.INVALID_REQUEST;
    return new ProblemException(code, summary(flaws), flaws);
  }

  /** The first thing wrong, and how many more there are. */
  static String summary(List<Flaw> flaws) {
    Flaw first = flaws.getFirst();
    String more = flaws.size() == 1 ? "" : " (and " + (flaws.size() - 1) + " more)";
    String key = first.pointer().substring(first.pointer().lastIndexOf('/') + 1);
    String named = key.isEmpty() || first.message().contains(key) ? "" : first.pointer() + ": ";
    String place = "Line " + first.line() + ", column " + first.column() + ": ";
    return place + named + first.message() + more;
  }
}
