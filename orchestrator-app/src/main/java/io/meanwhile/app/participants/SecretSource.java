package io.meanwhile.app.participants;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets are: in the configuration, or in files of a directory, one each, as containers
 * mount them. A file is read whenever its secret is wanted, so that it can be changed while the
 * service runs.
 */
public final class SecretSource {
  /** What a secret may be called. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private static final long LONGEST = 65_536;

  private final Map<String, SecretText> configured;
  private final @Nullable Path directory;

  /**
   * Configured secrets go before files of the same name.
   *
   * @param directory null for none
   * @throws IllegalStateException when the directory cannot be read, or a name is not one
   */
  public SecretSource(Map<String, SecretText> configured, @Nullable Path directory) {
    this.configured = Map.copyOf(configured);
    this.directory = directory;
    for (String name : configured.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalStateException(
            "the secret " + name + " in meanwhile.secrets must be called like " + NAME.pattern());
      }
    }
    if (directory != null && !Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "meanwhile.secrets-directory is no directory that can be read: " + directory);
    }
  }

  boolean none() {
    return configured.isEmpty() && directory == null;
  }

  /** The names that there are now. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(configured.keySet());
    if (directory != null) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> file.getFileName().toString())
            .filter(name -> NAME.matcher(name).matches())
            .forEach(names::add);
      } catch (IOException unreadable) {
        return names; // the files cannot be read one by one either, and that is told
      }
    }
    return names;
  }

  /**
   * The secret of that name; empty when there is none.
   *
   * @throws NotConfiguredException when there is one that cannot be used
   */
  Optional<String> find(String name) throws NotConfiguredException {
    SecretText text = configured.get(name);
    if (text != null) {
      return Optional.of(text.reveal());
    }
    return directory == null || !NAME.matcher(name).matches()
        ? Optional.empty()
        : read(directory.resolve(name), name);
  }

  /** The line's end that editors leave is no part of it. */
  private static Optional<String> read(Path file, String name) throws NotConfiguredException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new NotConfiguredException(
            "the file of the secret " + name + " is longer than " + LONGEST + " bytes");
      }
      return Optional.of(
          Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", ""));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (CharacterCodingException binary) {
      throw new NotConfiguredException("the file of the secret " + name + " is not UTF-8");
    } catch (IOException unreadable) {
      throw new NotConfiguredException("the file of the secret " + name + " cannot be read");
    }
  }
}
