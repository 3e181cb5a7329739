package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which voices say the same, by the rule of one step. */
public record Agreeing(Finality.Quorum rule) {

  /**
   * The earliest of them that all say the same, and all others that agree with every one of these;
   * none when they are fewer than the quorum. Tolerance is not transitive: every pair is compared.
   */
  List<Voice> group(List<Voice> voices) {
    List<Voice> group = new ArrayList<>();
    return grow(voices, 0, group) ? group : List.of();
  }

  private boolean grow(List<Voice> voices, int from, List<Voice> group) {
    boolean enough = group.size() >= rule.quorum();
    int last = voices.size() - Math.max(0, rule.quorum() - group.size());
    for (int i = from; i < voices.size() && (enough || i <= last); i++) {
      Voice next = voices.get(i);
      if (group.stream().allMatch(other -> same(other, next))) {
        group.add(next);
        if (grow(voices, i + 1, group)) {
          return true;
        }
        group.removeLast();
      }
    }
    return enough;
  }

  /** How deep the quorum's least deep word is at best; 0 when there is no quorum. */
  int depth(List<Voice> voices) {
    int best = 0;
    for (Voice voice : voices) {
      int depth = voice.depth();
      if (depth > best
          && !group(voices.stream().filter(v -> v.depth() >= depth).toList()).isEmpty()) {
        best = depth;
      }
    }
    return best;
  }

  private boolean same(Voice a, Voice b) {
    boolean sameSide = a.affirms() ? b.affirms() : a.says() == b.says();
    return sameSide
        && !differ(a.outcome(), b.outcome())
        && (!a.affirms() || within(a.result(), b.result()));
  }

  /** What is unsaid contradicts nothing. */
  private static boolean differ(@Nullable CompensationOutcome a, @Nullable CompensationOutcome b) {
    return a != null && b != null && a != b;
  }

  /** The same result within tolerance; where that cannot be computed, it is not. */
  boolean within(@Nullable Object a, @Nullable Object b) {
    boolean equal = Objects.equals(a, b);
    if (rule.agree() == null || (equal && a != null)) {
      return equal;
    }
    try {
      return Boolean.TRUE.equals(rule.agree().evaluate(Scope.ofPair(a, b)))
          && Boolean.TRUE.equals(rule.agree().evaluate(Scope.ofPair(b, a)));
    } catch (ExpressionException cannotBeCompared) {
      return false;
    }
  }

  /** True when two of them cannot both be right. */
  boolean contradict(List<Voice> voices) {
    List<Voice> affirming = voices.stream().filter(Voice::affirms).toList();
    if (!affirming.isEmpty() && voices.stream().anyMatch(Voice::denies)) {
      return true;
    }
    return affirming.stream()
        .anyMatch(one ->
            affirming.stream()
                .anyMatch(other -> !one.observer().equals(other.observer()) && !same(one, other)));
  }

  /** True when this voice cannot be right where the effect is. */
  boolean dissents(Effect effect, Voice voice) {
    return switch (effect.rung()) {
      case CONFIRMED, FINAL ->
          voice.denies()
              || (voice.affirms()
                  && (differ(effect.outcome(), voice.outcome())
                      || (effect.result() != null && !within(effect.result(), voice.result()))));
      case REFUSED, VOID, SKIPPED -> voice.affirms();
      case PENDING, REQUESTED, ACCEPTED, UNKNOWN, REVERTED, DISPUTED -> false;
    };
  }

  /** True when this voice is one of those that put an effect on this rung, with this result. */
  public boolean supports(Rung rung, @Nullable Object result, Voice voice) {
    return switch (rung) {
      case CONFIRMED -> voice.affirms() && (result == null || within(result, voice.result()));
      case FINAL ->
          voice.affirms()
              && (result == null || within(result, voice.result()))
              && (rule.after() != null || rule.settles(voice.says(), voice.depth()));
      case REFUSED, VOID -> voice.says() == Report.REFUSED;
      case REVERTED -> voice.denies();
      case ACCEPTED -> voice.affirms() || voice.says() == Report.ACCEPTED;
      case PENDING, REQUESTED, UNKNOWN, DISPUTED, SKIPPED -> false;
    };
  }
}
