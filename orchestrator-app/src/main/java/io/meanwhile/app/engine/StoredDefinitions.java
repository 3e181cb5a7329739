package io.meanwhile.app.engine;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.DefinitionStore;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.StoredDefinition;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Definitions in memory, each as durable as the sagas that are pinned to it. */
public final class StoredDefinitions implements Definitions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredDefinitions.class);
  private static final String JSON = "application/json";

  private final DefinitionStore store;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<Version, Known> known =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(Version::name).thenComparingInt(Version::version));

  private record Version(String name, int version) {}

  private record Known(Definition definition, Source source) {}

  /**
   * Reads all that is stored. One that this version cannot read is left out with an error in the
   * log: its sagas stop, the others do not.
   */
  public StoredDefinitions(DefinitionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    store.list().forEach(this::read);
  }

  private void read(StoredDefinition stored) {
    Source source = new Source(stored.source(), stored.mediaType());
    Syntax syntax = stored.mediaType().equals(JSON) ? Syntax.JSON : Syntax.YAML;
    switch (DefinitionReader.read(stored.source(), syntax)) {
      case DefinitionReader.Outcome.Fine(Definition definition, var _, var _) -> {
        if (definition.ref().digest().equals(stored.digest())) {
          put(definition, source);
        } else {
          LOG.error("Definition {} reads differently than when registered", definition.ref());
        }
      }
      case DefinitionReader.Outcome.Flawed(var flaws) ->
          LOG.error(
              "Definition {}:{} cannot be read any more: {}",
              stored.name(),
              stored.version(),
              flaws);
    }
  }

  @Override
  public Registered register(Source source, Definition definition, String who) {
    DefinitionRef ref = definition.ref();
    Known before = known.get(new Version(ref.name(), ref.version()));
    if (before != null) {
      return same(ref, before.definition().ref().digest());
    }
    StoredDefinition stored =
        new StoredDefinition(
            ref.name(),
            ref.version(),
            ref.digest(),
            source.mediaType(),
            source.text(),
            clock.instant(),
            who);
    StoredDefinition kept;
    try {
      kept = store.add(stored);
    } catch (LogUnavailableException e) {
      throw Outage.unavailable("The definition cannot be stored at present.");
    }
    Registered registered = same(ref, kept.digest());
    put(definition, source);
    return kept.equals(stored) ? new Registered(ref, true) : registered;
  }

  private static Registered same(DefinitionRef ref, String digest) {
    if (!digest.equals(ref.digest())) {
      throw new RefusedException(
          "definition-exists",
          "Definition " + ref + " is registered with other content; a version never changes.");
    }
    return new Registered(ref, false);
  }

  private void put(Definition definition, Source source) {
    DefinitionRef ref = definition.ref();
    known.putIfAbsent(new Version(ref.name(), ref.version()), new Known(definition, source));
  }

  @Override
  public Optional<Definition> find(String name) {
    // On the way of every start that names no version: no scan.
    var newest = known.floorEntry(new Version(name, Integer.MAX_VALUE));
    return newest != null && newest.getKey().name().equals(name)
        ? Optional.of(newest.getValue().definition())
        : Optional.empty();
  }

  @Override
  public Optional<Definition> find(String name, int version) {
    return Optional.ofNullable(known.get(new Version(name, version))).map(Known::definition);
  }

  @Override
  public Optional<Definition> find(DefinitionRef ref) {
    return find(ref.name(), ref.version()).filter(found -> found.ref().equals(ref));
  }

  @Override
  public Optional<Source> source(DefinitionRef ref) {
    return Optional.ofNullable(known.get(new Version(ref.name(), ref.version())))
        .filter(found -> found.definition().ref().equals(ref))
        .map(Known::source);
  }

  @Override
  public List<Definition> list() {
    return known.values().stream().map(Known::definition).toList();
  }
}
