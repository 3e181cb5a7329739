package io.meanwhile.app.config;

import java.lang.reflect.Type;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes and reads how far an event processor has come. Axon's tokens name their own class inside;
 * no class but Axon's tokens is ever made of such a name.
 */
final class TokenConverter implements Converter {
  private static final String TOKENS =
      "org.axonframework.messaging.eventhandling.processing.streaming.token.";

  private final JsonMapper mapper =
      JsonMapper.builder()
          .polymorphicTypeValidator(
              BasicPolymorphicTypeValidator.builder().allowIfSubType(TOKENS).build())
          .build();

  @Override
  public boolean canConvert(Type from, Type to) {
    return from == byte[].class || to == byte[].class;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
  public <T> @Nullable T convert(@Nullable Object input, Type to) {
    try {
      return (T)
          switch (input) {
            case null -> null;
            case byte[] json -> mapper.readValue(json, mapper.constructType(to));
            default -> mapper.writeValueAsBytes(input);
          };
    } catch (JacksonException e) {
      throw new ConversionException("a token cannot be converted to " + to.getTypeName(), e);
    }
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("mapper", "Jackson 3");
  }
}
