package io.meanwhile.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * How messages find those who wait for them: an equality between something of the message and
 * something that is known when the wait begins. So a message is looked up, and nobody who waits has
 * to be asked.
 *
 * @param ofMessage reads {@code message} and nothing else
 * @param known reads no message
 */
public record Match(Expression ofMessage, Expression known) {
  private static final String HOW =
      "must be an equality of which one side reads only message, and the other side does not read"
          + " it: message.order == input.order, or [message.a, message.b] == [input.a, input.b]";

  /**
   * Reads {@code message.order == input.order}.
   *
   * @throws ExpressionException with the position when it cannot be read, or is something else
   */
  public static Match compile(String source) {
    int equals = Expression.equality(source);
    if (equals >= 0) {
      String left = source.substring(0, equals).strip();
      String right = source.substring(equals + 2).strip();
      Match match = of(left, right);
      match = match == null ? of(right, left) : match;
      if (match != null) {
        return match;
      }
    }
    throw new ExpressionException(HOW, 1, 1);
  }

  private static @Nullable Match of(String message, String known) {
    try {
      Expression ofMessage = ofMessage(message);
      return ofMessage.readsMessage() ? new Match(ofMessage, Expression.compile(known)) : null;
    } catch (ExpressionException reads) {
      return null;
    }
  }

  /**
   * The side of a match that reads the message.
   *
   * @throws ExpressionException when it reads anything else
   */
  public static Expression ofMessage(String source) {
    return Expression.ofMessage(source);
  }
}
