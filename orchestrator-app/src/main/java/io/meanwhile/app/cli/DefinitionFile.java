package io.meanwhile.app.cli;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that a verb was given. */
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

  /** What is called JSON is read as JSON, which is stricter than YAML. */
  static DefinitionReader.Outcome read(String name, String text) {
    return name.endsWith(".json")
        ? DefinitionReader.read(text, Syntax.JSON)
        : DefinitionReader.read(text);
  }

  /** What is said of a file that could not be read. */
  static String unreadable(String name, IOException why) {
    return name
        + switch (why) {
          case NoSuchFileException _ -> ": there is no such file";
          case AccessDeniedException _ -> ": may not be read";
          default -> ": cannot be read as UTF-8 text";
        };
  }

  /** The definition in it; empty when it is none, which is then told. */
  static Optional<Definition> definition(String name, PrintWriter err) {
    String text;
    try {
      text = read(name);
    } catch (IOException unreadable) {
      err.println(unreadable(name, unreadable));
      return Optional.empty();
    }
    return switch (read(name, text)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) -> Optional.of(definition);
      case DefinitionReader.Outcome.Flawed(var flaws) -> {
        FlawText told = new FlawText(name, text);
        flaws.forEach(flaw -> err.println(told.of(flaw)));
        yield Optional.empty();
      }
    };
  }
}
