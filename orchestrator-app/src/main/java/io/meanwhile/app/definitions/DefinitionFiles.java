package io.meanwhile.app.definitions;

import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.JavaDefinitions;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.problems.CannotStartException;
import io.meanwhile.core.dsl.DefinitionDocument;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Registers what lies on the class path and in the configured directory, and what is a bean, before
 * the service takes requests. A file that cannot be taken is told in the log and keeps nobody else
 * from starting.
 */
public final class DefinitionFiles implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionFiles.class);
  private static final String CLASS_PATH = "classpath*:META-INF/meanwhile/definitions/*.yaml";
  private static final String WHO = "start";

  private final @Nullable Path directory;
  private final Definitions definitions;
  private final ParticipantRegistry participants;
  private final List<DefinitionDocument> written;
  private volatile boolean started;

  /**
   * @param directory null for none
   * @param participants those that are configured
   * @param written in Java, beside the files
   */
  public DefinitionFiles(
      @Nullable Path directory,
      Definitions definitions,
      ParticipantRegistry participants,
      List<DefinitionDocument> written) {
    this.written = List.copyOf(written);
    this.directory = directory;
    this.definitions = definitions;
    this.participants = participants;
  }

  @Override
  public void start() {
    if (!started) {
      started = true;
      resources().forEach(this::register);
      written.forEach(this::register);
    }
  }

  private List<Resource> resources() {
    try {
      List<Resource> found =
          new ArrayList<>(
              Arrays.asList(new PathMatchingResourcePatternResolver().getResources(CLASS_PATH)));
      found.sort(Comparator.comparing(Resource::getDescription));
      if (directory != null) {
        found.addAll(files(directory));
      }
      return found;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("definitions cannot be listed", unreadable);
    }
  }

  private static List<Resource> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new CannotStartException(
          "no-such-directory",
          "meanwhile.definitions.path is " + directory + ", which is not a directory.",
          "Create it, or let the property name another one.");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
          .sorted()
          .<Resource>map(FileSystemResource::new)
          .toList();
    }
  }

  private void register(Resource resource) {
    String name = resource.getDescription();
    try {
      String text = resource.getContentAsString(StandardCharsets.UTF_8);
      boolean json = String.valueOf(resource.getFilename()).endsWith(".json");
      register(name, text, json ? Syntax.JSON : Syntax.YAML);
    } catch (IOException unreadable) {
      LOG.error("{} cannot be read", name, unreadable);
    }
  }

  private void register(DefinitionDocument document) {
    String name = "definition in Java " + document.content().get("saga");
    register(name, JavaDefinitions.json(document), Syntax.JSON);
  }

  private void register(String name, String text, Syntax syntax) {
    boolean json = syntax == Syntax.JSON;
    Definitions.Source source =
        new Definitions.Source(text, json ? "application/json" : "application/yaml");
    try {
      switch (DefinitionReader.read(text, syntax)) {
        case DefinitionReader.Outcome.Fine fine -> {
          fine.warnings().forEach(warning -> LOG.warn("{}: {}", name, line(warning)));
          register(name, source, fine.definition());
        }
        case DefinitionReader.Outcome.Flawed flawed ->
            flawed.flaws().forEach(flaw -> LOG.error("{}: {}", name, line(flaw)));
      }
    } catch (RefusedException refused) {
      LOG.error("{}: {}: {}", name, refused.code(), refused.detail());
    }
  }

  private void register(String name, Definitions.Source source, Definition definition) {
    boolean created = definitions.register(source, definition, WHO).created();
    LOG.info("{}: {} {}", name, definition.ref(), created ? "registered" : "known already");
    Set<String> missing = new TreeSet<>();
    definition
        .steps()
        .forEach(step -> {
          missing.add(step.action().to().participant());
          Call undo = step.undo();
          if (undo != null) {
            missing.add(undo.to().participant());
          }
        });
    missing.removeAll(participants.names());
    missing.forEach(participant ->
        LOG.warn(
            "{} calls participant {}, which is not configured: its sagas will park there"
                + " until meanwhile.participants.{}.url is set (participant-not-configured)",
            definition.ref(),
            participant,
            participant));
    participants
        .secrets()
        .missing(definition)
        .forEach(
            it -> LOG.warn("{} {}: {} (secret-not-configured)", name, it.pointer(), it.message()));
  }

  private static String line(Flaw flaw) {
    String hint = flaw.suggestion() == null ? "" : " Did you mean " + flaw.suggestion() + "?";
    return flaw.line() + ":" + flaw.column() + " " + flaw.code() + ": " + flaw.message() + hint;
  }

  @Override
  public void stop() {}

  @Override
  public boolean isRunning() {
    return started;
  }

  /** Before the web server. */
  @Override
  public int getPhase() {
    return 0;
  }
}
