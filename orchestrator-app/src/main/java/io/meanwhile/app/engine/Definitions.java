package io.meanwhile.app.engine;

import io.meanwhile.app.format.Closest;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every definition there is. What a version says never changes. */
public interface Definitions {

  /**
   * The document that a definition was read from: what is stored, and read again at every start.
   *
   * @param mediaType {@code application/yaml} or {@code application/json}
   */
  record Source(String text, String mediaType) {}

  /** How a registration ended. */
  record Registered(DefinitionRef ref, boolean created) {}

  /**
   * Registers a definition durably; the same content once more changes nothing.
   *
   * @param who registers it
   * @throws RefusedException definition-exists, when name and version have other content;
   *     unavailable, when it cannot be stored
   */
  Registered register(Source source, Definition definition, String who);

  /** The newest version. */
  Optional<Definition> find(String name);

  Optional<Definition> find(String name, int version);

  /** The version that a saga is pinned to; empty also when its content differs. */
  Optional<Definition> find(DefinitionRef ref);

  /** The document that a version was registered with. */
  Optional<Source> source(DefinitionRef ref);

  /** All, by name and version. */
  List<Definition> list();

  /** That there is no such definition, and what there is instead; for who asked for it. */
  default String unknown(String name, @Nullable Integer version) {
    List<Definition> all = list();
    List<String> versions =
        all.stream()
            .map(Definition::ref)
            .filter(ref -> ref.name().equals(name))
            .map(ref -> String.valueOf(ref.version()))
            .toList();
    String asked = "There is no definition " + name;
    if (version != null && !versions.isEmpty()) {
      List<String> newest = versions.subList(Math.max(0, versions.size() - 10), versions.size());
      return asked + " of version " + version + "; there is: " + String.join(", ", newest) + ".";
    }
    String near = Closest.to(name, all.stream().map(it -> it.ref().name()).distinct().toList());
    return asked + "." + (near == null ? "" : " Did you mean " + near + "?");
  }
}
