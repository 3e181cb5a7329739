package io.meanwhile.app.format;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stored state depends on, as one digest: the names and types of all components of its
 * records, and the compiled code that folds events into it. A bug that is fixed in that code
 * changes no component, but the states that it made are wrong ever after; so they have to become
 * stale too. Nobody has to remember a version number.
 */
final class Shape {
  private static final String OURS = "io/meanwhile/core/";

  private final StringBuilder description = new StringBuilder();
  private final Set<Class<?>> described = new HashSet<>();

  private Shape() {}

  /**
   * The digest, in lower-case hex.
   *
   * @param fold internal name of the class that applies events; all of the core that it reaches
   *     counts as well
   */
  static String of(Class<? extends Record> state, String fold) {
    MessageDigest sha = sha256();
    sha.update(describe(state).getBytes(StandardCharsets.UTF_8));
    code(fold, state.getClassLoader())
        .forEach((name, bytes) -> {
          sha.update(name.getBytes(StandardCharsets.UTF_8));
          sha.update(bytes);
        });
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Components of a record, in their order, and of all records within it; in words. */
  static String describe(Class<? extends Record> state) {
    Shape shape = new Shape();
    shape.add(state);
    return shape.description.toString();
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType p) {
      add(p.getRawType());
      for (Type argument : p.getActualTypeArguments()) {
        description.append('<');
        add(argument);
        description.append('>');
      }
      return;
    }
    description.append(type.getTypeName());
    if (!(type instanceof Class<?> c) || !described.add(c)) {
      return;
    }
    if (c.isEnum()) {
      description.append(Arrays.toString(c.getEnumConstants()));
    } else if (c.isRecord()) {
      for (RecordComponent component : c.getRecordComponents()) {
        description.append(' ').append(component.getName()).append(':');
        add(component.getGenericType());
      }
      description.append(';');
    }
  }

  /** The class and all of the core that it reaches, by name. */
  static Map<String, byte[]> code(String from, @Nullable ClassLoader loader) {
    Map<String, byte[]> code = new TreeMap<>();
    ArrayDeque<String> open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      String name = open.poll();
      if (!name.startsWith(OURS) || code.containsKey(name)) {
        continue;
      }
      byte[] bytes = read(name + ".class", loader);
      code.put(name, bytes);
      ClassFile.of()
          .parse(bytes)
          .constantPool()
          .forEach(entry -> {
            if (entry instanceof ClassEntry reached) {
              open.add(reached.asInternalName());
            }
          });
    }
    return code;
  }

  private static byte[] read(String resource, @Nullable ClassLoader loader) {
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class file " + resource + " cannot be read");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the class file " + resource + " cannot be read", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
