package io.meanwhile.app.api;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets only parameters through that the address knows, and each only once. */
public final class ParameterRules implements HandlerInterceptor {
  private static final String ATTRIBUTE = "attribute.";

  private final Map<Method, Known> known = new ConcurrentHashMap<>();

  /**
   * What an address takes.
   *
   * @param attributes true when it takes attribute.NAME as well
   */
  private record Known(SortedSet<String> names, boolean attributes) {
    static Known of(HandlerMethod method) {
      TreeSet<String> names = new TreeSet<>();
      boolean attributes = false;
      for (MethodParameter parameter : method.getMethodParameters()) {
        RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
        if (declared != null && isOpen(parameter)) {
          attributes = true;
        } else if (declared != null) {
          names.add(declared.name());
        }
      }
      return new Known(names, attributes);
    }
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().getPackageName().equals(getClass().getPackageName())) {
      return true;
    }
    Known takes = known.computeIfAbsent(method.getMethod(), _ -> Known.of(method));
    request.getParameterMap().forEach((name, values) -> check(name, values.length, takes));
    return true;
  }

  private static boolean isOpen(MethodParameter parameter) {
    return Map.class.isAssignableFrom(parameter.getParameterType());
  }

  private static void check(String name, int times, Known takes) {
    boolean isAttribute = takes.attributes() && name.startsWith(ATTRIBUTE);
    if (!isAttribute && !takes.names().contains(name)) {
      String names = takes.names().isEmpty() ? "no parameters" : String.join(", ", takes.names());
      String also = takes.attributes() ? " and attribute.NAME" : "";
      throw new ProblemException(
          ErrorCode.UNKNOWN_PARAMETER, "This address takes " + names + also + ".");
    }
    if (times > 1) {
      throw Parameters.bad(name + " is given more than once.");
    }
  }
}
