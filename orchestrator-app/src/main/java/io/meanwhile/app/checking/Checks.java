package io.meanwhile.app.checking;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.CheckReport;
import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One line in a user's unit test: everything that may become of a definition's sagas. */
public final class Checks {
  private static final String CLASSPATH = "classpath:";

  private Checks() {}

  /**
   * Checks a definition within {@link Bounds#DEFAULT}.
   *
   * @param where a file, or {@code classpath:} and a resource
   * @throws AssertionError with the report when there is a violation, with the flaws when it is no
   *     definition
   * @throws UncheckedIOException when there is no such file or resource
   */
  public static CheckReport assertSound(String where) {
    return assertSound(where, Bounds.DEFAULT);
  }

  /** The same within other bounds, which also say what is accepted. */
  public static CheckReport assertSound(String where, Bounds bounds) {
    return Checker.check(definition(where), bounds, new AllProcessors()).assertSound();
  }

  private static Definition definition(String where) {
    return switch (DefinitionReader.read(text(where))) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) -> definition;
      case DefinitionReader.Outcome.Flawed(var flaws) ->
          throw new AssertionError(where + " is no definition:\n" + lines(flaws));
    };
  }

  private static String lines(List<Flaw> flaws) {
    return flaws.stream()
        .map(f -> "  line " + f.line() + ", column " + f.column() + ": " + f.message())
        .collect(Collectors.joining("\n"));
  }

  private static String text(String where) {
    try {
      return where.startsWith(CLASSPATH)
          ? resource(where.substring(CLASSPATH.length()))
          : Files.readString(Path.of(where));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(where + " cannot be read as UTF-8 text", unreadable);
    }
  }

  /** As the test sees the class path, which may be another loader's than this library's. */
  private static String resource(String name) throws IOException {
    ClassLoader own = Objects.requireNonNull(Checks.class.getClassLoader());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    String path = name.startsWith("/") ? name.substring(1) : name;
    try (InputStream in = (context == null ? own : context).getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
