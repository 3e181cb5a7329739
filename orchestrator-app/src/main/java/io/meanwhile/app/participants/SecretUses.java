package io.meanwhile.app.participants;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a definition names secrets, members of groups included. */
final class SecretUses {
  private final List<Use> uses = new ArrayList<>();

  private SecretUses() {}

  /**
   * One place.
   *
   * @param pointer JSON pointer into the document
   * @param participant who would get it
   */
  record Use(String pointer, String participant, String secret) {}

  static List<Use> of(Definition definition) {
    SecretUses found = new SecretUses();
    definition.steps().forEach(step -> found.step(step, "/steps/" + step.name()));
    return found.uses;
  }

  /** What is done for each item, or again and again, is said in the step itself. */
  private void step(Step step, String pointer) {
    switch (step.flow()) {
      case null -> {
        call(step.action(), pointer + "/with");
        if (step.undo() != null) {
          call(step.undo(), pointer + "/undo/with");
        }
      }
      case Flow.FanOut fanOut -> step(fanOut.body(), pointer);
      case Flow.Loop loop -> step(loop.body(), pointer);
      case Flow.Proposing proposing -> {
        step(proposing.body(), pointer);
        for (int i = 0; i < proposing.allow().size(); i++) {
          step(proposing.allow().get(i).step(), pointer + "/proposes/allow/" + i);
        }
      }
      case Flow.Group group ->
          group.steps().forEach(member -> step(member, pointer + "/steps/" + member.name()));
    }
  }

  private void call(Call call, String pointer) {
    template(call.with(), pointer, call.to().participant());
  }

  private void template(@Nullable Template template, String pointer, String participant) {
    switch (template) {
      case null -> {}
      case Template.Literal _, Template.Computed _ -> {}
      case Template.Secret secret -> uses.add(new Use(pointer, participant, secret.name()));
      case Template.Fields fields ->
          fields
              .fields()
              .forEach(
                  (name, field) -> template(field, pointer + "/" + escaped(name), participant));
      case Template.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          template(items.items().get(i), pointer + "/" + i, participant);
        }
      }
    }
  }

  /** A name within a JSON pointer (RFC 6901). */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
