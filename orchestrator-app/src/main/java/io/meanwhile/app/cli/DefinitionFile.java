package io.meanwhile.app.cli;

import io.meanwhile.app.format.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a verb was given, and how its flaws are printed. */
final class DefinitionFile {
  private DefinitionFile() {}

  static String read(String name) throws IOException {
    if (name.equals("-")) {
      try (InputStream in = System.in) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    return Files.readString(Path.of(name));
  }

  /** The form that editors and terminals know how to follow. */
  static String line(String name, Flaw flaw) {
    String hint = flaw.suggestion() == null ? "" : " (did you mean " + flaw.suggestion() + "?)";
    return name
        + ":"
        + flaw.line()
        + ":"
        + flaw.column()
        + ": "
        + flaw.code()
        + ": "
        + flaw.message()
        + hint;
  }
}
