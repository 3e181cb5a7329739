package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.InputSchema;
import io.meanwhile.app.format.Places;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Own;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes with a decision must fit the form that the step asks for. */
final class DecisionForms {

  /**
   * Returns when it fits, or when there is no such decision: then that is said later.
   *
   * @throws ProblemException input-invalid
   */
  void require(SagaView view, CommandBody command) {
    Effect effect = view.state().action(Objects.requireNonNull(command.step()));
    boolean decision = effect != null && Own.of(effect.to()) == Own.DECISION;
    if (effect == null || !decision || !(effect.input() instanceof Map<?, ?> asked)) {
      return;
    }
    List<Flaw> flaws = flaws(asked.get("form"), command.form(), command.formPlaces());
    if (!flaws.isEmpty()) {
      throw new ProblemException(ErrorCode.INPUT_INVALID, Refusals.summary(flaws), flaws);
    }
  }

  private static List<Flaw> flaws(@Nullable Object schema, @Nullable Object form, Places places) {
    String code = ErrorCode.INPUT_INVALID.code();
    if (schema == null) {
      return form == null
          ? List.of()
          : List.of(places.flaw(code, "", "the decision takes no form", null));
    }
    return InputSchema.compile(schema).violations(form).stream()
        .map(wrong -> places.flaw(code, wrong.pointer(), wrong.message(), null))
        .toList();
  }
}
