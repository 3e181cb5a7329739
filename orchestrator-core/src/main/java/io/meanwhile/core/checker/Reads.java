package io.meanwhile.core.checker;

import io.meanwhile.core.model.Template;
import org.jspecify.annotations.Nullable;

/** What a template reads. */
final class Reads {
  private Reads() {}

  /** True when it reads the result of the action that is to be undone. */
  static boolean result(@Nullable Template template) {
    return switch (template) {
      case null -> false;
      case Template.Literal _, Template.Secret _ -> false;
      case Template.Computed computed -> computed.expression().variablesRead().contains("result");
      case Template.Fields fields -> fields.fields().values().stream().anyMatch(Reads::result);
      case Template.Items items -> items.items().stream().anyMatch(Reads::result);
    };
  }
}
