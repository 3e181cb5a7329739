package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, versioned description of a saga. Sagas are pinned to it by {@link #ref()}.
 *
 * @param ref name, version and digest of the content
 * @param title one line for people
 * @param input JSON Schema 2020-12 of the input, JSON-shaped; null accepts anything
 * @param attributes searchable values, computed from the input when the saga starts
 * @param deadline the saga as a whole, going forward; null for none
 * @param steps in the order written; names are unique
 * @param complete what completion means
 * @param result computed when the goal is met; null for none
 * @param onDivergence what is done about what concerns the saga as a whole, in place of the default
 * @param schedule when its sagas are started by themselves; null for never
 * @param proposed by place the steps that were proposed in one saga; none in a definition as
 *     written
 * @param lineage how a saga reads it that was migrated; nothing in a definition as written
 */
public record Definition(
    DefinitionRef ref,
    @Nullable String title,
    @Nullable Object input,
    Map<String, Expression> attributes,
    @Nullable Duration deadline,
    List<Step> steps,
    Completion complete,
    @Nullable Template result,
    Map<DivergenceKind, List<Measure>> onDivergence,
    @Nullable Schedule schedule,
    Map<String, Step> proposed,
    Lineage lineage) {

  public Definition {
    Objects.requireNonNull(ref);
    attributes = Map.copyOf(attributes);
    steps = Steps.copyOf(steps);
    onDivergence = Measure.byKind(onDivergence);
    proposed = Map.copyOf(proposed);
  }

  /** As written: nothing has been proposed. */
  public Definition(
      DefinitionRef ref,
      @Nullable String title,
      @Nullable Object input,
      Map<String, Expression> attributes,
      @Nullable Duration deadline,
      List<Step> steps,
      Completion complete,
      @Nullable Template result,
      Map<DivergenceKind, List<Measure>> onDivergence,
      @Nullable Schedule schedule) {
    this(
        ref,
        title,
        input,
        attributes,
        deadline,
        steps,
        complete,
        result,
        onDivergence,
        schedule,
        Map.of(),
        Lineage.NONE);
  }

  /** With the default reactions. */
  public Definition(
      DefinitionRef ref,
      @Nullable String title,
      @Nullable Object input,
      Map<String, Expression> attributes,
      @Nullable Duration deadline,
      List<Step> steps,
      Completion complete,
      @Nullable Template result) {
    this(ref, title, input, attributes, deadline, steps, complete, result, Map.of(), null);
  }

  /** Without a schedule. */
  public Definition(
      DefinitionRef ref,
      @Nullable String title,
      @Nullable Object input,
      Map<String, Expression> attributes,
      @Nullable Duration deadline,
      List<Step> steps,
      Completion complete,
      @Nullable Template result,
      Map<DivergenceKind, List<Measure>> onDivergence) {
    this(ref, title, input, attributes, deadline, steps, complete, result, onDivergence, null);
  }

  private Definition with(
      List<Step> others,
      Completion goal,
      Map<DivergenceKind, List<Measure>> lists,
      @Nullable Schedule times,
      Map<String, Step> known,
      Lineage line) {
    return new Definition(
        ref, title, input, attributes, deadline, others, goal, result, lists, times, known, line);
  }

  /** The same with sagas that are started by themselves. */
  public Definition scheduled(@Nullable Schedule other) {
    return with(steps, complete, onDivergence, other, proposed, lineage);
  }

  /** The same with other reactions to what concerns the saga as a whole. */
  public Definition reacting(Map<DivergenceKind, List<Measure>> lists) {
    return with(steps, complete, lists, schedule, proposed, lineage);
  }

  /**
   * The step at that place: its name or, within groups, the path to it.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Step step(String place) {
    Step step = at(place);
    if (step == null) {
      throw new IllegalArgumentException("no step " + place + " in " + ref);
    }
    return step;
  }

  /** True when there can be a step at that place. */
  public boolean has(String place) {
    return at(place) != null;
  }

  private @Nullable Step at(String place) {
    Step step = Steps.copyOf(steps).at(place);
    if (step == null && hasStepsApart()) {
      step = lineage.apart(place);
    }
    return step == null && !proposed.isEmpty() ? below(place) : step;
  }

  /**
   * The step of this effect, as the effect is bound to it: what had begun before a migration keeps
   * the rules it was begun under.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Step step(EffectKey effect) {
    Step kept =
        lineage.kept().isEmpty() // mostly
            ? null
            : lineage.kept().get(effect.isAction() ? effect : effect.undone());
    return kept == null ? step(effect.place()) : kept;
  }

  /** False for a begun step that only an earlier version has: it does not begin again. */
  public boolean beginsAgain(String place) {
    return lineage.apart(place) == null;
  }

  /** True when there are begun steps that only an earlier version has. */
  public boolean hasStepsApart() {
    return !lineage.apart().isEmpty();
  }

  /** Under which name the saga knows the step of that name. */
  public String place(String name) {
    return lineage.places().getOrDefault(name, name);
  }

  /** A step that was proposed, or the call of one that proposes in turn. */
  private @Nullable Step below(String place) {
    Step step = proposed.get(place);
    int dot = place.lastIndexOf('.');
    Step group = step == null && dot > 0 ? proposed.get(place.substring(0, dot)) : null;
    return group == null || group.flow() == null
        ? step
        : group.flow().member(place.substring(dot + 1));
  }

  /**
   * The same with other versions at hand: those that a saga followed before, and one that it is
   * asked to follow.
   */
  public Definition known(Collection<Definition> versions) {
    Lineage other = lineage.with(List.copyOf(versions));
    return other.equals(lineage) ? this : placed(steps, complete, other);
  }

  /** The same with one more version at hand. */
  public Definition and(Definition other) {
    List<Definition> all = new ArrayList<>(lineage.others());
    all.add(other);
    return known(all);
  }

  /**
   * This version of it, or another one that is at hand.
   *
   * @throws IllegalStateException when it is not at hand
   */
  public Definition version(DefinitionRef other) {
    Definition found = other.equals(ref) ? this : lineage.version(other);
    if (found == null) {
      throw new IllegalStateException("definition " + other + " is not at hand");
    }
    return found;
  }

  Definition placed(List<Step> others, Completion goal, Lineage line) {
    return with(others, goal, onDivergence, schedule, proposed, line);
  }

  /**
   * The same as this saga knows it: with what it keeps of the versions that it followed before, and
   * with the steps that were proposed in it, of all generations.
   */
  public Definition in(Saga saga) {
    boolean alone = lineage.others().isEmpty() && saga.migrated().earlier().isEmpty();
    boolean asIs = alone || lineage.applied(); // most of them
    Definition pinned = asIs ? this : Lineage.of(this, saga);
    return pinned.proposes() ? pinned.withProposed(saga) : pinned;
  }

  private boolean proposes() {
    return Steps.copyOf(steps).proposes()
        || (hasStepsApart() && Steps.copyOf(lineage.apart()).proposes());
  }

  private Definition withProposed(Saga saga) {
    Map<String, Step> known = new HashMap<>();
    Definition now = this;
    for (Effect group : saga.all()) { // the outer ones first, and the newest last
      Members members = group.members();
      boolean some =
          members != null && !(members.proposed().isEmpty() && members.earlier().isEmpty());
      if (members != null && some) {
        String place = group.key().place();
        Flow.Proposing flow = (Flow.Proposing) Objects.requireNonNull(now.step(place).flow());
        members.earlier().forEach(one -> known.put(place + "." + one.name(), flow.step(one)));
        members.proposed().forEach(one -> known.put(place + "." + one.name(), flow.step(one)));
        now = proposing(known);
      }
    }
    return now;
  }

  /** The same with these steps, by place, as if they had been proposed. */
  public Definition proposing(Map<String, Step> known) {
    return with(steps, complete, onDivergence, schedule, known, lineage);
  }

  /** True when there can be a step at that place, or one may be proposed to be there. */
  public boolean mayHave(String place) {
    if (has(place)) {
      return true;
    }
    int dot = place.lastIndexOf('.');
    while (dot > 0 && !has(place.substring(0, dot))) {
      dot = place.lastIndexOf('.', dot - 1);
    }
    return dot > 0 && step(place.substring(0, dot)).flow() instanceof Flow.Proposing;
  }

  /** True when some steps are groups; most definitions have none. */
  public boolean hasGroups() {
    return Steps.copyOf(steps).hasGroups()
        || (hasStepsApart() && Steps.copyOf(lineage.apart()).hasGroups());
  }

  /** True when some step has a guard, or one within a group. */
  public boolean hasGuards() {
    return Steps.copyOf(steps).hasGuards()
        || (hasStepsApart() && Steps.copyOf(lineage.apart()).hasGuards());
  }

  /** The steps that have a guard, in the order written; without those within groups. */
  public List<Step> guarded() {
    return Steps.copyOf(steps).guarded();
  }

  /** The step names, in the order written. */
  public List<String> stepNames() {
    return steps.stream().map(Step::name).collect(Collectors.toList());
  }
}
