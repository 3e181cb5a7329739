package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions see of a saga, and templates filled from it. */
final class DataScope {
  private DataScope() {}

  /** For an action, and for the saga's result: the results of what stands. */
  static Scope of(Definition definition, Saga saga) {
    return of(definition, saga, false, null);
  }

  /** The same for the step at that place: in a group it sees what is beside it, and its item. */
  static Scope at(Definition definition, Saga saga, String place) {
    int dot = place.lastIndexOf('.');
    return dot < 0
        ? of(definition, saga)
        : within(definition, saga, place, saga.action(place.substring(0, dot)), false);
  }

  /** For a compensation of this action: also the results of what stood, or may. */
  static Scope lastKnown(Definition definition, Saga saga, Effect action) {
    EffectKey group = action.group();
    return group == null
        ? of(definition, saga, true, null)
        : within(definition, saga, action.key().place(), saga.effect(group), true);
  }

  private static Scope within(
      Definition definition, Saga saga, String place, @Nullable Effect group, boolean lastKnown) {
    Scope scope =
        Scope.of(
            saga.input(),
            new StepResults(definition, saga, lastKnown, null, place),
            Map.of("id", saga.id(), "definition", definition.ref().name()));
    String inner = place;
    for (Effect outer = group; outer != null; outer = outerOf(saga, outer)) {
      String segment = inner.substring(outer.key().place().length() + 1);
      if (outer.members() != null && outer.input() instanceof List<?> items) {
        int index = Integer.parseInt(segment);
        return index < items.size() ? scope.withItem(items.get(index), index) : scope;
      }
      inner = outer.key().place();
    }
    return scope;
  }

  private static @Nullable Effect outerOf(Saga saga, Effect group) {
    EffectKey key = group.group();
    return key == null ? null : saga.effect(key);
  }

  /** For the goal: the results of what counts at this level. */
  static Scope counting(Definition definition, Saga saga, Level level) {
    return of(definition, saga, false, level);
  }

  private static Scope of(
      Definition definition, Saga saga, boolean lastKnown, @Nullable Level least) {
    return Scope.of(
        saga.input(),
        new StepResults(definition, saga, lastKnown, least, ""),
        Map.of("id", saga.id(), "definition", definition.ref().name()));
  }

  /**
   * Fills a template.
   *
   * @throws ExpressionException naming the field that cannot be computed
   */
  static @Nullable Object fill(@Nullable Template template, Scope scope) {
    return switch (template) {
      case null -> Json.object(null);
      case Template.Computed computed -> computed.expression().evaluate(scope);
      case Template.Literal literal -> literal.value();
      case Template.Secret secret -> secret.reference();
      case Template.Fields fields -> {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> filled.put(name, fill(field, scope)));
        yield Json.object(filled);
      }
      case Template.Items items -> {
        List<@Nullable Object> filled = new ArrayList<>();
        items.items().forEach(item -> filled.add(fill(item, scope)));
        yield Json.copy(filled);
      }
    };
  }

  /**
   * Fills the input of a compensation. Its action may be unknown, so that {@code result} does not
   * exist: what cannot be computed is then null, and the participant finds the action by its key.
   */
  static @Nullable Object fillLeniently(@Nullable Template template, Scope scope) {
    return switch (template) {
      case null -> Json.object(null);
      case Template.Computed computed -> orNull(computed, scope);
      case Template.Literal literal -> literal.value();
      case Template.Secret secret -> secret.reference();
      case Template.Fields fields -> {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> filled.put(name, fillLeniently(field, scope)));
        yield Json.object(filled);
      }
      case Template.Items items -> {
        List<@Nullable Object> filled = new ArrayList<>();
        items.items().forEach(item -> filled.add(fillLeniently(item, scope)));
        yield Json.copy(filled);
      }
    };
  }

  private static @Nullable Object orNull(Template.Computed computed, Scope scope) {
    try {
      return computed.expression().evaluate(scope);
    } catch (ExpressionException missing) {
      return null;
    }
  }
}
