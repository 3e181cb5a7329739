package io.meanwhile.app.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns text into a document with places. */
final class Documents {
  private Documents() {}

  static Node read(String text, Syntax syntax, Flaws flaws, DocumentLimits limits)
      throws TreeException {
    if (text.length() > limits.characters()) {
      throw new TreeException(
          "document-too-large", Place.START, "longer than " + limits.characters() + " characters");
    }
    return switch (syntax) {
      case YAML -> YamlTree.read(text, flaws, limits);
      case JSON -> JsonTree.read(text, flaws, limits);
    };
  }

  static String decode(byte[] utf8) throws TreeException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new TreeException("not-utf8", Place.START, "the text is not UTF-8");
    }
  }

  /** Half a surrogate pair can be escaped but has no UTF-8, so it could not be stored. */
  static String whole(String text, Place place, String code) throws TreeException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new TreeException(code, place, "half a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }
}
