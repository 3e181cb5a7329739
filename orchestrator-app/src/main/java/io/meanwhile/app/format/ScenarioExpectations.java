package io.meanwhile.app.format;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.scenario.EffectName;
import io.meanwhile.core.scenario.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code expect}.
 *
 * @param places where each stands
 */
record ScenarioExpectations(List<Expectation> all, List<Place> places) {
  private static final int MOST = 1000;
  private static final String NEVER = "never";
  private static final List<String> WORDS =
      List.of("status", "losses", "result", "parked", "diverged", "order", "refused");
  private static final List<String> BESIDE = List.of("with", "within");
  private static final List<String> RUNGS = rungs();

  private static List<String> rungs() {
    List<String> words = new ArrayList<>(ScenarioActs.words(Rung.class));
    words.remove("pending");
    words.add(NEVER);
    return List.copyOf(words);
  }

  static ScenarioExpectations read(Section section, ScenarioSteps steps) {
    ScenarioExpectations read = new ScenarioExpectations(new ArrayList<>(), new ArrayList<>());
    for (Section entry : ScenarioEntries.of(section, "expect", MOST)) {
      Expectation expected = expectation(entry, steps);
      if (expected != null) {
        read.all().add(expected);
        read.places().add(entry.place(""));
      }
    }
    boolean none =
        section.node("expect") instanceof Node.Items(var _, var items) && items.isEmpty();
    if (none) {
      section.flaw("missing-key", "expect", "a scenario that expects nothing proves nothing", null);
    }
    return read;
  }

  private static @Nullable Expectation expectation(Section entry, ScenarioSteps steps) {
    String word = WORDS.stream().filter(entry::has).findFirst().orElse(null);
    if (word == null) {
      return effect(entry, steps);
    }
    ScenarioEntries.only(entry, word, word.equals("diverged") ? List.of("about") : List.of());
    return switch (word) {
      case "status" -> status(entry);
      case "losses" -> losses(entry, steps);
      case "result" -> new Expectation.Result(entry.value("result"));
      case "parked" -> new Expectation.Parked(about(entry, "parked", steps));
      case "diverged" -> diverged(entry, steps);
      case "order" -> order(entry, steps);
      default -> {
        String code = entry.text("refused");
        yield code == null ? null : new Expectation.Refused(code);
      }
    };
  }

  private static @Nullable Expectation effect(Section entry, ScenarioSteps steps) {
    String name = ScenarioEntries.effect(entry, BESIDE, WORDS, steps);
    Duration within = entry.duration("within", Duration.ZERO, Call.LONGEST);
    String rung = name == null ? null : entry.word(name, RUNGS);
    if (name == null || rung == null) {
      return null;
    }
    EffectName effect = new EffectName(name);
    if (rung.equals(NEVER)) {
      ScenarioEntries.only(entry, name, List.of());
      return new Expectation.Never(effect);
    }
    Rung reached = Rung.valueOf(rung.toUpperCase(Locale.ROOT));
    return new Expectation.Reaches(effect, reached, entry.value("with"), within);
  }

  private static @Nullable Expectation status(Section entry) {
    List<String> known =
        ScenarioActs.words(SagaStatus.class).stream()
            .map(word -> word.toUpperCase(Locale.ROOT))
            .toList();
    String status = entry.word("status", known);
    return status == null ? null : new Expectation.Status(SagaStatus.valueOf(status));
  }

  private static Expectation losses(Section entry, ScenarioSteps steps) {
    List<String> names = names(entry, "losses");
    names.forEach(name -> ScenarioEntries.step(entry, "losses", name, steps));
    return new Expectation.Losses(names);
  }

  private static Expectation order(Section entry, ScenarioSteps steps) {
    List<String> names = names(entry, "order");
    for (String name : names) {
      if (!steps.isEffect(name)) {
        entry.flaw("unknown-step", "order", name + " is no effect: STEP or undo STEP", null);
      }
    }
    return new Expectation.InOrder(names.stream().map(EffectName::new).toList());
  }

  private static List<String> names(Section entry, String key) {
    List<String> names = new ArrayList<>();
    if (entry.node(key) instanceof Node.Items(var _, List<Node> items)) {
      for (Node item : items) {
        if (item instanceof Node.Scalar scalar && scalar.value() instanceof String name) {
          names.add(name);
        }
      }
      if (names.size() == items.size()) {
        return names;
      }
    }
    entry.flaw("wrong-type", key, key + " must be a list of names", null);
    return List.of();
  }

  /** A step; {@code saga} for what concerns the saga as a whole. */
  private static @Nullable String about(Section entry, String key, ScenarioSteps steps) {
    String step = entry.text(key);
    if (step == null || (step.equals("saga") && !steps.isStep(step))) {
      return null;
    }
    ScenarioEntries.step(entry, key, step, steps);
    return step;
  }

  private static @Nullable Expectation diverged(Section entry, ScenarioSteps steps) {
    String kind = entry.word("diverged", ScenarioActs.words(DivergenceKind.class));
    String about = about(entry, "about", steps);
    return kind == null
        ? null
        : new Expectation.Diverges(DivergenceKind.valueOf(kind.toUpperCase(Locale.ROOT)), about);
  }
}
