package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.routing.settings.Nearest;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.WrongRouteFiles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finds the bean and method that a route file names as {@code execute}, or refuses it with file,
 * line and cure.
 */
final class ParticipantLookup {

  private static final Pattern EXECUTE = Pattern.compile("bean:([^?]+)\\?method=(\\w+)");

  private final ListableBeanFactory beans;
  private final Class<?> command;
  private final Class<?> outcome;

  /** Looks for methods that answer a list of these commands with a list of these outcomes. */
  ParticipantLookup(ListableBeanFactory beans, Class<?> command, Class<?> outcome) {
    this.beans = beans;
    this.command = command;
    this.outcome = outcome;
  }

  /** Whether the route names no bean, because it has nothing to undo. */
  static boolean isNobody(RouteDeclaration route) {
    return execute(route).isBlank();
  }

  /**
   * The bean and method that a route names.
   *
   * @throws WrongRouteFiles if they are not there, or take or answer something else
   */
  ParticipantMethod find(RouteDeclaration route) {
    Matcher named = EXECUTE.matcher(execute(route));
    if (!named.matches()) {
      throw wrong(
          route,
          "'execute' is '%s', which names no bean and method. Write it as bean:<bean>?method=<method>.",
          execute(route));
    }
    Method method = method(route, named.group(1), named.group(2));
    method.setAccessible(true); // a participant's class is package-private
    return new ParticipantMethod(execute(route), beans.getBean(named.group(1)), method);
  }

  private Method method(RouteDeclaration route, String bean, String name) {
    if (!beans.containsBean(bean)) {
      throw wrong(
          route,
          "there is no bean '%s'%s. Correct the name in 'execute', or name a class @Service(\"%s\").",
          bean,
          nearest(bean, participants()),
          bean);
    }
    return fitting(bean)
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    route,
                    "the bean '%s' has no method '%s' for a %s%s. Correct the name in 'execute', or declare public %s.",
                    bean,
                    name,
                    route.template(),
                    nearest(name, fitting(bean).map(Method::getName).toList()),
                    signature(name)));
  }

  private static String execute(RouteDeclaration route) {
    return route.parameters().getOrDefault("execute", "");
  }

  private List<String> participants() {
    return Stream.of(beans.getBeanNamesForType(Object.class, false, false))
        .filter(bean -> fitting(bean).findAny().isPresent())
        .toList();
  }

  private Stream<Method> fitting(String bean) {
    return Optional.ofNullable(beans.getType(bean)).map(ClassUtils::getUserClass).stream()
        .flatMap(type -> Stream.of(type.getMethods()))
        .filter(this::isFitting);
  }

  private boolean isFitting(Method method) {
    ResolvableType taken = ResolvableType.forClassWithGenerics(List.class, command);
    ResolvableType answers = ResolvableType.forMethodReturnType(method).as(List.class);
    return method.getParameterCount() == 1
        && ResolvableType.forMethodParameter(method, 0).isAssignableFrom(taken)
        && outcome.isAssignableFrom(answers.getGeneric(0).resolve(Object.class));
  }

  private String signature(String method) {
    return String.format(
        Locale.ROOT,
        "List<%s> %s(List<%s> batch)",
        outcome.getSimpleName(),
        method,
        command.getSimpleName());
  }

  private static String nearest(String name, List<String> known) {
    return known.isEmpty() ? "" : "; the nearest is '" + Nearest.to(name, known) + "'";
  }

  private static WrongRouteFiles wrong(RouteDeclaration route, String sentence, Object... values) {
    String said = String.format(Locale.ROOT, sentence, values);
    return new WrongRouteFiles(route.place() + ": " + said);
  }
}
