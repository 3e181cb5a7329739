package io.meanwhile.sagas.bridge;

import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Understands what one end of the bridge is asked, or rejects it before anything is sent. */
final class RequestReader {
  private static final BigInteger TOO_MUCH = BigInteger.TWO.pow(256);

  private final BridgeContract contract;
  private final BridgeEnd end;

  RequestReader(BridgeContract contract) {
    this.contract = contract;
    this.end = contract.end();
  }

  /** True when the request only asks for the present state. */
  boolean isProbe(EffectRequest request) {
    return request.probe() || request.operation().equals(end.status());
  }

  BridgeCall read(EffectRequest request) throws RejectedException {
    EffectKey effect = effectOf(request);
    if (isProbe(request)) {
      return new BridgeCall(effect, request.key(), id(request), "", asksInText(request));
    }
    String operation = effect.isAction() ? end.action() : end.undo();
    if (!request.operation().equals(operation)) {
      throw new RejectedException(
          "%s/%s is not an operation for %s: use %s for the action, %s to undo it, %s to ask for its state"
              .formatted(
                  end.participant(),
                  request.operation(),
                  effect.isAction() ? "an action" : "a compensation",
                  end.action(),
                  end.undo(),
                  end.status()));
    }
    return effect.isAction() ? action(effect, request) : undo(effect, request);
  }

  private BridgeCall action(EffectKey effect, EffectRequest request) throws RejectedException {
    String id = id(request);
    String data = contract.actionCall(id, account(request.input()), amount(request.input()));
    return new BridgeCall(effect, request.key(), id, data, asksInText(request));
  }

  private BridgeCall undo(EffectKey effect, EffectRequest request) throws RejectedException {
    String id = id(request);
    Object given = field(request.input(), end.action());
    if (given != null && !given.equals(id)) {
      throw new RejectedException(
          "input.%s is %s, but the action to undo has the id %s"
              .formatted(end.action(), given, id));
    }
    return new BridgeCall(effect, request.key(), id, contract.undoCall(id), true);
  }

  /** The entry in the book: for a compensation that of its action. */
  private static String id(EffectRequest request) throws RejectedException {
    if (request.direction() == Direction.ACTION) {
      return BridgeContract.idOf(request.key());
    }
    if (request.action() == null) {
      throw new RejectedException("a compensation must say which action it undoes (action.key)");
    }
    return BridgeContract.idOf(request.action().key());
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
    BigInteger amount =
        switch (field(input, "amount")) {
          case Long number -> BigInteger.valueOf(number);
          case Integer number -> BigInteger.valueOf(number);
          case String digits when digits.matches("[0-9]{1,78}") -> new BigInteger(digits);
          case null, default -> BigInteger.ZERO;
        };
    if (amount.signum() <= 0 || amount.compareTo(TOO_MUCH) >= 0) {
      throw new RejectedException(
          "input.amount must be a whole number of the token's smallest units, at least 1, as a number"
              + " or a string of digits");
    }
    return amount;
  }

  private static boolean asksInText(EffectRequest request) {
    return field(request.input(), "amount") instanceof String;
  }

  private static @Nullable Object field(@Nullable Object input, String name) {
    return input instanceof Map<?, ?> fields ? fields.get(name) : null;
  }
}
