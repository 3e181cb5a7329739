package io.meanwhile.sagas.simulated;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Understands what a simulated chain is asked, or rejects it before anything happens. */
record ChainRequests(ChainEnd end) {

  /** True when the request only asks for the present state. */
  boolean isProbe(EffectRequest request) {
    return request.probe() || request.operation().equals(end.status());
  }

  ChainCall read(EffectRequest request) throws RejectedException {
    EffectKey effect = effectOf(request);
    String wanted = effect.isAction() ? end.action() : end.undo();
    if (!isProbe(request) && !request.operation().equals(wanted)) {
      throw new RejectedException(
          "%s has no operation %s for this; use %s, %s to undo it, %s to ask for its state"
              .formatted(
                  end.participant(), request.operation(), end.action(), end.undo(), end.status()));
    }
    if (effect.isAction()) {
      Object input = request.input();
      boolean text = field(input, "amount") instanceof String;
      return new ChainCall(
          effect, request.key(), request.key(), account(input), amount(input), text);
    }
    if (request.action() == null) {
      throw new RejectedException("a compensation must say which action it undoes (action.key)");
    }
    return new ChainCall(effect, request.key(), request.action().key(), "", BigInteger.ZERO, false);
  }

  private static EffectKey effectOf(EffectRequest request) throws RejectedException {
    try {
      return request.effect();
    } catch (IllegalArgumentException e) {
      throw new RejectedException(String.valueOf(e.getMessage()));
    }
  }

  private String account(@Nullable Object input) throws RejectedException {
    if (field(input, end.account()) instanceof String account
        && account.matches("0x[0-9a-fA-F]{40}")) {
      return account;
    }
    throw new RejectedException(
        "input." + end.account() + " must be an address: 0x and 40 hex digits");
  }

  private static BigInteger amount(@Nullable Object input) throws RejectedException {
    return switch (field(input, "amount")) {
      case Long number when number > 0 -> BigInteger.valueOf(number);
      case Integer number when number > 0 -> BigInteger.valueOf(number);
      case String digits when digits.matches("[1-9][0-9]{0,77}") -> new BigInteger(digits);
      case null, default ->
          throw new RejectedException(
              "input.amount must be a whole number of the token's smallest units, at least 1, as a"
                  + " number or a string of digits");
    };
  }

  private static @Nullable Object field(@Nullable Object input, String name) {
    return input instanceof Map<?, ?> fields ? fields.get(name) : null;
  }
}
