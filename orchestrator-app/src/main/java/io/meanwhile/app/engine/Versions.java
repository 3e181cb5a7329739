package io.meanwhile.app.engine;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Migrated;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import java.util.ArrayList;
import java.util.List;

/** Which versions of its definition a saga needs: the one it follows, and those before. */
final class Versions {
  private final Definitions definitions;
  private final InputCheck inputs;

  Versions(Definitions definitions, InputCheck inputs) {
    this.definitions = definitions;
    this.inputs = inputs;
  }

  /**
   * The version with this content.
   *
   * @throws IllegalStateException when it is not here
   */
  Definition find(DefinitionRef ref) {
    return definitions
        .find(ref)
        .orElseThrow(() -> new IllegalStateException("its definition " + ref + " is not here"));
  }

  /**
   * What a saga in that state follows, with the versions before at hand.
   *
   * @param born the one that it was started with
   * @throws IllegalStateException when one of them is not here
   */
  Definition of(Saga saga, Definition born) {
    DefinitionRef now = saga.definition();
    if (now == null || saga.migrated().earlier().isEmpty()) {
      return born; // most of them
    }
    return find(now).known(earlier(saga));
  }

  private List<Definition> earlier(Saga saga) {
    List<Definition> all = new ArrayList<>();
    for (Migrated.Earlier version : saga.migrated().earlier()) {
      all.add(find(version.definition()));
    }
    return all;
  }

  /** The same, with what the command asks for at hand as well. */
  Definition of(Saga saga, Definition born, SagaCommand command) {
    Definition definition = of(saga, born);
    return command instanceof SagaCommand.Migrate migrate
        ? definition.and(find(migrate.to()))
        : definition;
  }

  /**
   * The version that a saga is asked to follow, by its number.
   *
   * @throws RefusedException unknown-definition; input-invalid, when the saga's input does not fit
   */
  Definition asked(Saga saga, int version) {
    DefinitionRef now = saga.definition();
    String name = now == null ? "" : now.name();
    Definition asked =
        definitions
            .find(name, version)
            .orElseThrow(() ->
                new RefusedException(
                    "unknown-definition",
                    "There is no definition " + name + " of version " + version + "."));
    inputs.check(asked, saga.input());
    return asked;
  }
}
