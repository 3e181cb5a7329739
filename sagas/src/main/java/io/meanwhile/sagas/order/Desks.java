package io.meanwhile.sagas.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stock, payment and shipping: what they do and what they refuse. */
final class Desks {
  private static final int MOST = 1_000_000_000;

  private final int stock;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /**
   * @param stock how many there are of every item at first
   */
  Desks(int stock) {
    this.stock = stock;
    List.of(
            Operation.action("stock/reserve", 0, this::reserve),
            Operation.compensation("stock/release", 0),
            Operation.action("payment/authorize", 0, Desks::authorize),
            Operation.compensation("payment/void", 0),
            Operation.action("payment/capture", 1, Desks::capture),
            Operation.compensation("payment/refund", 1),
            Operation.action("shipping/ship", 2, Desks::ship))
        .forEach(operation -> operations.put(operation.name(), operation));
  }

  static final List<String> PARTICIPANTS = List.of("stock", "payment", "shipping");

  Operation named(String name) throws Problem {
    Operation operation = operations.get(name);
    if (operation == null) {
      throw Problem.notFound("there is no operation " + name + "; known: " + operations.keySet());
    }
    return operation;
  }

  /** How many of an item can still be reserved. */
  long available(String item, Book book) {
    return stock - book.sum("stock/reserve", "quantity", entry -> item(entry).equals(item));
  }

  private Verdict reserve(String key, Map<String, Object> input, Book book) throws Problem {
    String item = text(input, "item");
    long quantity = number(input, "quantity");
    long left = available(item, book);
    return quantity > left
        ? new Verdict.Refused("only " + left + " of " + item + " left")
        : new Verdict.Done(Map.of("reservation", id("r", key), "item", item, "quantity", quantity));
  }

  private static Verdict authorize(String key, Map<String, Object> input, Book book)
      throws Problem {
    long amount = number(input, "amount");
    return text(input, "card").equals("declined")
        ? new Verdict.Refused("the card is declined")
        : new Verdict.Done(Map.of("authorization", id("a", key), "amount", amount));
  }

  private static Verdict capture(String key, Map<String, Object> input, Book book) throws Problem {
    String authorization = text(input, "authorization");
    long amount = number(input, "amount");
    long authorized =
        book.sum(
            "payment/authorize",
            "amount",
            entry -> authorization.equals(entry.result().get("authorization")));
    return amount > authorized
        ? new Verdict.Refused("not authorized: " + authorization)
        : new Verdict.Done(Map.of("capture", id("c", key), "amount", amount));
  }

  private static Verdict ship(String key, Map<String, Object> input, Book book) throws Problem {
    String address = text(input, "address");
    return address.equals("nowhere")
        ? new Verdict.Refused("there is no such address")
        : new Verdict.Done(
            Map.of(
                "parcel",
                id("p", key),
                "item",
                text(input, "item"),
                "quantity",
                number(input, "quantity"),
                "address",
                address));
  }

  static String item(Entry entry) {
    return String.valueOf(entry.result().get("item"));
  }

  /** The same for the same key, short enough to read aloud. */
  private static String id(String kind, String key) {
    return kind + "-" + Integer.toHexString(key.hashCode());
  }

  private static String text(Map<String, Object> input, String name) throws Problem {
    if (input.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw Problem.badRequest("input." + name + " must be a text");
  }

  private static long number(Map<String, Object> input, String name) throws Problem {
    if (input.get(name) instanceof Integer number && number > 0 && number <= MOST) {
      return number;
    }
    throw Problem.badRequest("input." + name + " must be a whole number from 1 to " + MOST);
  }
}
