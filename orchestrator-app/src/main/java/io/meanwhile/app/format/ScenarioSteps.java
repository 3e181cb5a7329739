package io.meanwhile.app.format;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.scenario.EffectName;
import java.util.ArrayList;
import java.util.List;

/** The steps that a scenario may name, members of groups among them. */
record ScenarioSteps(Definition definition, List<String> places) {

  /** Of this definition; a branch and a round stand for all of their group. */
  static ScenarioSteps of(Definition definition) {
    List<String> places = new ArrayList<>();
    definition.steps().forEach(step -> add(places, step.name(), step));
    return new ScenarioSteps(definition, List.copyOf(places));
  }

  private static void add(List<String> places, String place, Step step) {
    places.add(place);
    switch (step.flow()) {
      case null -> {}
      case Flow.Group group ->
          group.steps().forEach(member -> add(places, place + "." + member.name(), member));
      case Flow.FanOut fanOut -> add(places, place + ".0", fanOut.body());
      case Flow.Loop loop -> add(places, place + ".1", loop.body());
      case Flow.Proposing _ -> places.add(place + "." + Flow.Proposing.BODY);
    }
  }

  boolean isStep(String place) {
    return definition.mayHave(place);
  }

  boolean isEffect(String name) {
    try {
      return isStep(new EffectName(name).place());
    } catch (IllegalArgumentException notAKey) {
      return false;
    }
  }
}
