package io.meanwhile.app.drawing;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Template;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of whom, in a few words; what the orchestrator does itself as it is written. */
final class Asking {
  private Asking() {}

  static String of(Call call) {
    Own own = Own.of(call.to());
    return switch (own) {
      case null -> call.to().toString();
      case TIMER -> "sleep " + field(call, "for");
      case MESSAGE -> "await " + field(call, "name");
      case DECISION -> "decide " + field(call, "choices");
      case SAGA -> "saga " + field(call, "definition");
    };
  }

  static String undo(Call call) {
    return Own.of(call.to()) == Own.SAGA ? "it goes backward" : "undo " + of(call);
  }

  private static String field(Call call, String name) {
    return call.with() instanceof Template.Fields with ? said(with.fields().get(name)) : "";
  }

  private static String said(@Nullable Template template) {
    return switch (template) {
      case null -> "";
      case Template.Literal(List<?> list) ->
          list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      case Template.Literal literal -> String.valueOf(literal.value());
      case Template.Computed computed -> computed.expression().source();
      case Template.Secret secret -> "the secret " + secret.name();
      case Template.Items items ->
          items.items().stream().map(Asking::said).collect(Collectors.joining(", "));
      case Template.Fields fields -> String.join(", ", fields.fields().keySet());
    };
  }
}
