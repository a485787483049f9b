package com.hexabuilders.onboarding.routing.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.OnboardingApplication;
import com.hexabuilders.onboarding.saga.definition.WrongRouteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** A setting that nobody reads ends the start; every one that somebody reads is known. */
class UnknownSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "onboarding.steps.contract_creaton.timeout, onboarding.steps.contract_creation.timeout",
    "onboarding.steps.contract_creation.time-outs, onboarding.steps.contract_creation.timeout",
    "onboarding.steps.defaults.undo.jitter, onboarding.steps.default.undo.jitter",
    "onboarding.steps.contract_creation.undo.time-outs,"
        + " onboarding.steps.contract_creation.undo.timeout",
    "onboarding.steps.timeout, onboarding.steps.default.timeout",
    "onboarding.brocker.url, onboarding.broker.url",
    "onboarding.batch.maximum, onboarding.batch.max",
    "onboarding.retention.archive, onboarding.retention.archive-dir",
    "onboarding.security.users.ann.pasword, onboarding.security.users.*.password",
    "onboarding.datadir.folder, onboarding.data-dir",
  })
  void a_name_that_no_setting_has_ends_the_start_and_the_nearest_is_said(String name, String near) {
    assertThatThrownBy(() -> start("commandLineArgs", name, "1"))
        .isInstanceOf(StartupFailure.class)
        .hasMessage(
            "There is no setting %s; the nearest is %s. Correct the name, or leave it out."
                .formatted(name, near));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onboarding.steps.contract_creation.on-exhausted",
        "onboarding.steps.contract_creation.call-timeout",
        "onboarding.steps.default.undo.call-timeout",
        "onboarding.steps.default.undo.timeout",
        "onboarding.steps.contract_creation.undo.person-timeout",
        "onboarding.steps.contract_creation.undo.on-exhausted",
        "onboarding.routes-dir",
        "onboarding.currency",
        "onboarding.active.max",
        "onboarding.policy.address",
        "onboarding.policy.unique-email",
        "onboarding.policy.free-mail",
        "onboarding.steps.contract-creation.onExhausted",
        "onboarding.steps.default.undo.backoff_max",
        "onboarding.steps[contract_creation].timeout",
        "onboarding.security.users.ann.roles",
        "onboarding.security.users.ann.roles[0]",
        "onboarding.security.users[ann.b@c].password",
        "onboarding.broker.listen",
        "onboarding.data-dir",
        "onboarding.dataDir",
        "onboarding.transaction.max",
        "onboarding.currency",
        "onboarding.policy.unique-email",
        "onboarding.tracing.endpoint",
        "onboarding.receipt.key-file",
        "onboarding.shutdown.drain",
        "onboardings.other",
        "logging.level.onboarding.facts",
      })
  void a_name_is_known_in_every_form_that_spring_takes(String name) {
    assertThatCode(() -> start("commandLineArgs", name, "1")).doesNotThrowAnyException();
  }

  @Test
  void a_group_with_nothing_in_it_is_no_setting() {
    assertThatCode(() -> start("application.yaml", "onboarding.security.users", ""))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> start("application.yaml", "onboarding.brokers", ""))
        .isInstanceOf(StartupFailure.class);
  }

  @Test
  void variables_are_named_as_variables_and_only_those_of_steps_are_looked_at() {
    String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    assertThatThrownBy(() -> start(variables, "ONBOARDING_STEPS_CONTRACT_CREATION_TIMEOUT", "1"))
        .hasMessageContaining("the nearest is ONBOARDING_STEPS_CONTRACTCREATION_TIMEOUT.");
    assertThatCode(
            () -> {
              start(variables, "ONBOARDING_STEPS_CONTRACTCREATION_TIMEOUT", "1");
              start(variables, "ONBOARDING_STEPS_DEFAULT_UNDO_BACKOFFMAX", "1");
              start(variables, "ONBOARDING_BROKER_PORT_61616_TCP", "tcp://1.2.3.4:61616");
              start("systemProperties", "onboarding.fuzz.seed", "1");
            })
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> start("systemProperties", "onboarding.steps.one.timeout", "1"))
        .isInstanceOf(StartupFailure.class);
  }

  @Test
  void a_parameter_that_no_template_has_ends_the_start(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("a.camel.yaml"),
        """
        - routeTemplate:
            id: saga-step
            parameters: [{name: step}, {name: timeout}]
        - templatedRoute:
            routeTemplateRef: saga-step
            parameters: [{name: step, value: one}, {name: time-out-, value: 5s}]
        """);
    assertThatThrownBy(() -> RouteFiles.read("file:" + folder + "/*.camel.yaml"))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessage(
            "a.camel.yaml, line 5: the template saga-step has no parameter 'time-out-'; the nearest"
                + " is 'timeout'. Correct the name, or leave it out.");
  }

  private static void start(String source, String name, String value) throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    List.copyOf(sources.stream().toList()).forEach(each -> sources.remove(each.getName()));
    sources.addFirst(
        new MapPropertySource(
            "ours", Map.of("camel.main.routes-include-pattern", "classpath:routes/*.camel.yaml")));
    Map<String, Object> set = Map.of(name, value);
    sources.addFirst(
        name.contains(".")
            ? new MapPropertySource(source, set)
            : new SystemEnvironmentPropertySource(source, set));
    new SettingNames(environment).postProcessBeanFactory(settingsOfAllRooms());
  }

  /** As the scan of the whole application names them. */
  private static DefaultListableBeanFactory settingsOfAllRooms() throws Exception {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    for (var found : scan.findCandidateComponents(OnboardingApplication.class.getPackageName())) {
      Class<?> type = Class.forName(found.getBeanClassName());
      String prefix = type.getAnnotation(ConfigurationProperties.class).value();
      beans.registerBeanDefinition(prefix + "-" + type.getName(), new RootBeanDefinition(type));
    }
    return beans;
  }
}
