package io.meanwhile.app.api;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/** Takes a body in, counting while it reads: what Content-Length says is only a hint. */
public final class BodyTextConverter implements HttpMessageConverter<Object> {
  private final int most;

  /**
   * @param limits how long a body may be
   */
  public BodyTextConverter(ApiLimits limits) {
    this.most = limits.bodyBytes();
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return type == BodyText.class;
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return List.of(MediaType.ALL);
  }

  @Override
  public Object read(Class<?> type, HttpInputMessage message) throws IOException {
    HttpHeaders headers = message.getHeaders();
    String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          ErrorCode.UNSUPPORTED_ENCODING, "The body has a Content-Encoding; none is read.");
    }
    MediaType mediaType = headers.getContentType();
    Charset charset = mediaType == null ? null : mediaType.getCharset();
    if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
      throw new ProblemException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body is in " + charset + "; only UTF-8 is read.");
    }
    if (headers.getContentLength() > most) {
      throw tooLarge();
    }
    try (InputStream body = message.getBody()) {
      byte[] bytes = body.readNBytes(most + 1);
      if (bytes.length > most) {
        throw tooLarge();
      }
      return new BodyText(decode(bytes));
    }
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE, "The body is longer than " + most + " bytes.");
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ProblemException(ErrorCode.NOT_UTF8, "The body is not UTF-8.");
    }
  }

  @Override
  public void write(Object value, @Nullable MediaType type, HttpOutputMessage message) {
    throw new UnsupportedOperationException("bodies are only read");
  }
}
