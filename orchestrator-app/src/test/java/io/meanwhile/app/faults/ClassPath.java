package io.meanwhile.app.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The classes of this process as jars: from directories Java keeps no archive of loaded classes,
 * and to load them anew is most of what a short life takes.
 */
final class ClassPath {
  private ClassPath() {}

  static String inJars(Path directory) {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
        jars.add(jar(directory.resolve("classes-" + jars.size() + ".jar"), entry));
      } else if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static String jar(Path jar, String of) {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    if (tool.run(System.out, System.err, "-cf0", jar.toString(), "-C", of, ".") != 0) {
      throw new UncheckedIOException(new IOException("no jar of " + of));
    }
    return jar.toString();
  }
}
