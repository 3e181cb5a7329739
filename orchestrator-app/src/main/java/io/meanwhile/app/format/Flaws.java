package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers everything wrong with one document, so that it can be told at once. */
final class Flaws {
  /** More than this helps nobody and could be a way to make answers huge. */
  static final int MOST = 100;

  private final List<Flaw> found = new ArrayList<>();
  private final List<UnknownMembers.Written> expressions = new ArrayList<>();

  void add(String code, Place place, String pointer, String message) {
    add(code, place, pointer, message, null);
  }

  void add(String code, Place place, String pointer, String message, @Nullable String suggestion) {
    if (found.size() < MOST) {
      found.add(new Flaw(code, place.line(), place.column(), pointer, message, suggestion));
    }
  }

  /** Notes an expression of the document, for what can be said once all of it is known. */
  void expression(UnknownMembers.Written written) {
    expressions.add(written);
  }

  List<UnknownMembers.Written> expressions() {
    return List.copyOf(expressions);
  }

  boolean none() {
    return found.isEmpty();
  }

  /** True when something at this pointer, above it or below it is wrong already. */
  boolean touch(String pointer) {
    return found.stream()
        .map(Flaw::pointer)
        .anyMatch(
            other -> (pointer + "/").startsWith(other + "/") || other.startsWith(pointer + "/"));
  }

  /** True when an unknown key of this object is likely one of these. */
  boolean misspelt(String object, List<String> keys) {
    return found.stream()
        .anyMatch(flaw ->
            flaw.code().equals("unknown-key")
                && flaw.suggestion() != null
                && keys.contains(flaw.suggestion())
                && flaw.pointer().substring(0, flaw.pointer().lastIndexOf('/')).equals(object));
  }

  /** In the order of the document. */
  List<Flaw> list() {
    return found.stream()
        .sorted(Comparator.comparingInt(Flaw::line).thenComparingInt(Flaw::column))
        .toList();
  }
}
