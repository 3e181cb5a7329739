package io.meanwhile.app.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enum constants as they are written outside: {@code did-not-happen}. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static @Nullable String orNull(@Nullable Enum<?> constant) {
    return constant == null ? null : of(constant);
  }

  static List<String> all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
  }

  static <E extends Enum<E>> Optional<E> parse(Class<E> type, @Nullable String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(word))
        .findFirst();
  }
}
