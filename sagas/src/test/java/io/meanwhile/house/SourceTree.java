package io.meanwhile.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The source files of all modules, main and test. */
final class SourceTree {

  private static final List<String> MODULES =
      List.of("orchestrator-core", "orchestrator-app", "sagas");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

  private SourceTree() {}

  /** Files whose name ends in one of {@code endings}, for instance {@code .java}. */
  static List<Path> files(String... endings) {
    return MODULES.stream()
        .flatMap(module -> under(root().resolve(module)).stream())
        .filter(file -> endsWithOneOf(file, endings))
        .toList();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean endsWithOneOf(Path file, String... endings) {
    for (String ending : endings) {
      if (file.toString().endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> under(Path module) {
    try (var paths = Files.walk(module)) {
      return paths.filter(Files::isRegularFile).filter(file -> isOurs(module, file)).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isOurs(Path module, Path file) {
    for (Path part : module.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  /** Maven runs a module's tests in the module's folder, an editor perhaps one above. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException("run this inside the project");
      }
    }
    return here;
  }
}
