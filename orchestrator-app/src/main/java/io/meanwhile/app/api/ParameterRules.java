package io.meanwhile.app.api;

import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets only parameters through that the address knows, and each only once. */
public final class ParameterRules implements HandlerInterceptor {
  private static final String ATTRIBUTE = "attribute.";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().getPackageName().equals(getClass().getPackageName())) {
      return true;
    }
    List<RequestParam> declared =
        Arrays.stream(method.getMethodParameters())
            .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
            .filter(parameter -> !isOpen(parameter))
            .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
            .toList();
    TreeSet<String> known = new TreeSet<>(declared.stream().map(RequestParam::name).toList());
    boolean attributes =
        Arrays.stream(method.getMethodParameters()).anyMatch(ParameterRules::isOpen);
    request
        .getParameterMap()
        .forEach((name, values) -> check(name, values.length, known, attributes));
    return true;
  }

  private static boolean isOpen(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(RequestParam.class)
        && Map.class.isAssignableFrom(parameter.getParameterType());
  }

  private static void check(String name, int times, Set<String> known, boolean attributes) {
    boolean isAttribute = attributes && name.startsWith(ATTRIBUTE);
    if (!isAttribute && !known.contains(name)) {
      String takes = known.isEmpty() ? "no parameters" : String.join(", ", known);
      String also = attributes ? " and attribute.NAME" : "";
      throw new ProblemException(
          ErrorCode.UNKNOWN_PARAMETER, "This address takes " + takes + also + ".");
    }
    if (times > 1) {
      throw Parameters.bad(name + " is given more than once.");
    }
  }
}
