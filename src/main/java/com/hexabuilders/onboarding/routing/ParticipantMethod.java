package com.hexabuilders.onboarding.routing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;

/**
 * A method of a participant's bean that answers a list of commands with a list of outcomes.
 *
 * @param name as {@code execute} names it, for sentences
 * @param bean the participant
 * @param method accessible, with the list of commands as its one argument
 */
record ParticipantMethod(String name, Object bean, Method method) {

  /**
   * Calls the participant on the calling thread.
   *
   * @throws RuntimeException the participant's own, or an {@link UndeclaredThrowableException}
   *     around whatever else it threw, so that an error uses up a retry as an exception does
   */
  List<?> call(List<?> batch) {
    try {
      return (List<?>) method.invoke(bean, batch);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new UndeclaredThrowableException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(name + " cannot be called.", e);
    }
  }
}
