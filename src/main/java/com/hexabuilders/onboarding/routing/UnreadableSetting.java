package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.CauseChain;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in one sentence which setting, or which line of a settings file, cannot be read. */
final class UnreadableSetting {

  private static final Map<Class<?>, String> FORMS =
      Map.of(
          Integer.class, "a whole number",
          Long.class, "a whole number",
          Double.class, "a number",
          Boolean.class, "true or false",
          Duration.class, "a time such as 30s or 5m",
          DataSize.class, "a size such as 64MB or 10GB",
          InetAddress.class, "the address of this machine");

  private UnreadableSetting() {}

  /** The sentence; empty if the start failed for another reason. Values are not repeated. */
  static Optional<String> sentence(Throwable failure) {
    return CauseChain.first(failure, MarkedYAMLException.class)
        .map(UnreadableSetting::line)
        .or(
            () ->
                CauseChain.first(failure, ConversionException.class)
                    .flatMap(wrong -> CauseChain.first(failure, BindException.class))
                    .flatMap(UnreadableSetting::setting));
  }

  private static String line(MarkedYAMLException wrong) {
    String place =
        wrong.getProblemMark() == null ? "" : " in line " + (wrong.getProblemMark().getLine() + 1);
    return "A settings file is not YAML"
        + place
        + " ("
        + wrong.getProblem()
        + "): look at application.yaml in this folder, or at the file that spring.config names.";
  }

  private static Optional<String> setting(BindException wrong) {
    Class<?> type = wrong.getTarget().getType().resolve(Object.class);
    String form = FORMS.get(ClassUtils.resolvePrimitiveIfNecessary(type));
    return Optional.ofNullable(form)
        .map(
            shape ->
                "The setting " + wrong.getName() + " cannot be read: set it to " + shape + ".");
  }
}
