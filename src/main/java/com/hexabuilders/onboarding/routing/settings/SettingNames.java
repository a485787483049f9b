package com.hexabuilders.onboarding.routing.settings;

import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses an unknown setting below {@code onboarding} before anything is made: a misspelt one would
 * be ignored silently. The rooms' settings records say which names are known. Below {@code
 * onboarding.steps} these are {@code default} and every step that has a file.
 */
public final class SettingNames implements BeanFactoryPostProcessor {

  private static final String ROOT = "onboarding";
  private static final String STEPS = ROOT + ".steps.";

  /**
   * Settings that are accepted and govern nothing. Some belong to steps that call out of this
   * process, and there is no such step yet. The others belong to undos, which never time out.
   */
  private static final List<String> GOVERN_NOTHING =
      List.of(
          "onboarding.routes-dir",
          STEPS + "*.call-timeout",
          STEPS + "*.undo.call-timeout",
          STEPS + "*.undo.timeout",
          STEPS + "*.undo.person-timeout",
          STEPS + "*.undo.on-exhausted");

  private final ConfigurableEnvironment environment;

  public SettingNames(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    List<String> names = new ArrayList<>(GOVERN_NOTHING);
    for (String bean : beans.getBeanDefinitionNames()) {
      Class<?> type = bean.startsWith(ROOT) ? beans.getType(bean, false) : null;
      ConfigurationProperties settings =
          type == null ? null : type.getAnnotation(ConfigurationProperties.class);
      if (settings != null) {
        collect(settings.value(), type, names);
      }
    }
    new UnknownSettings(ofEachStep(names)).refuse(environment.getPropertySources());
  }

  private List<String> ofEachStep(List<String> names) {
    String files = environment.getRequiredProperty("camel.main.routes-include-pattern");
    Set<String> steps =
        Stream.concat(
                Stream.of("default"),
                RouteFiles.read(files).stream()
                    .filter(route -> route.template().equals(RouteDeclaration.STEP))
                    .map(RouteDeclaration::parameters)
                    .map(parameters -> parameters.getOrDefault("step", "")))
            .collect(Collectors.toSet());
    return names.stream()
        .flatMap(
            name ->
                name.startsWith(STEPS)
                    ? steps.stream().map(step -> name.replace("*", step))
                    : Stream.of(name))
        .sorted()
        .toList();
  }

  /** The names below a prefix, as people write them; {@code *} stands for a name they choose. */
  static void collect(String prefix, Class<?> settings, List<String> names) {
    for (RecordComponent part : settings.getRecordComponents()) {
      String name = prefix + "." + DataObjectPropertyName.toDashedForm(part.getName());
      if (part.getType().isRecord()) {
        collect(name, part.getType(), names);
      } else if (part.getGenericType() instanceof ParameterizedType map
          && map.getActualTypeArguments().length == 2) {
        collect(name + ".*", (Class<?>) map.getActualTypeArguments()[1], names);
      } else {
        names.add(name);
      }
    }
  }
}
