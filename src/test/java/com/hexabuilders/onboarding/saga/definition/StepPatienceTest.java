package com.hexabuilders.onboarding.saga.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Patience that makes no sense ends the start, whoever set which part of it. */
class StepPatienceTest {

  private static final String STEPS = "onboarding.steps.";

  @Test
  void defaults_fit() {
    assertThat(patience(Map.of()).step("two").timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two.timeout=5s two.delayed-retries=4",
        "two.delayed-retries=20",
        "two.immediate-retries=90 two.delayed-retries=1",
        "two.backoff-max=2m two.backoff=1m default.delayed-retries=4",
        "default.timeout=14s default.delayed-retries=4",
        "default.delayed-retries=9 two.timeout=31s"
      })
  void settings_that_do_not_fit_end_the_start(String settings) {
    Map<String, String> set = map(settings);
    assertThatThrownBy(() -> patience(set))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageContaining("camel.yaml, line 2: the retries of the step '")
        .hasMessageContaining("Raise timeout, or lower delayed-retries")
        .hasMessageMatching(".* as onboarding\\.steps\\.(one|two)\\.timeout .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default.timeout=0s",
        "default.timeout=-5s",
        "two.timeout=4000d",
        "two.person-timeout=0s",
        "two.immediate-retries=-1",
        "two.delayed-retries=-1",
        "two.delayed-retries=1001",
        "two.backoff=0s",
        "two.backoff-max=91d",
        "two.backoff-multiplier=0",
        "two.backoff-multiplier=NaN",
        "two.jitter=1.5",
        "two.consumers=0",
        "two.undo.delayed-retries=-1",
        "default.undo.backoff=-1s",
      })
  void a_setting_out_of_its_range_ends_the_start_with_its_name_and_the_range(String setting) {
    String name = STEPS + setting.split("=")[0];
    assertThatThrownBy(() -> patience(Map.of(name, setting.split("=")[1])))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageMatching(Pattern.quote(name) + " is .+: set it to something from .+ to .+\\.");
  }

  @Test
  void a_delay_above_its_cap_ends_the_start() {
    Map<String, String> undo =
        Map.of(STEPS + "two.undo.backoff", "1m", STEPS + "default.undo.backoff-max", "5s");
    assertThatThrownBy(() -> patience(undo))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageStartingWith(
            "onboarding.steps.two.undo.backoff is 1 minute, longer than its cap"
                + " onboarding.steps.two.undo.backoff-max of 5 seconds:");
    Map<String, String> forward =
        Map.of(STEPS + "one.backoff", "1s", STEPS + "default.backoff-max", "500ms");
    assertThatThrownBy(() -> patience(forward))
        .hasMessageContaining("onboarding.steps.one.backoff is 1 second, longer than its cap");
  }

  @Test
  void a_value_out_of_range_in_a_file_is_named_with_file_and_line() {
    assertThatThrownBy(() -> patience(Map.of(), Map.of("delayed-retries", "-2")))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessage(
            "two.camel.yaml, line 2: delayed-retries is -2: set it to something from 0 to 1000.");
  }

  /** The journal reckons with the pauses that Camel makes. */
  @ParameterizedTest
  @ValueSource(strings = {"step-broke", "undo-broke"})
  void the_longest_pause_between_calls_is_the_one_of_the_routes(String handler) throws Exception {
    String routes = new ClassPathResource("routes/errors.camel.yaml").getContentAsString(UTF_8);
    Matcher longest =
        Pattern.compile("id: " + handler + "\\R[\\s\\S]*?maximumRedeliveryDelay: \"(\\d+)\"")
            .matcher(routes);
    assertThat(longest.find()).isTrue();
    Map<String, String> twoCalls =
        Map.of(STEPS + "two.immediate-retries", "1", STEPS + "two.delayed-retries", "0");

    assertThat(patience(twoCalls).step("two").longestDelays())
        .isEqualTo(Duration.ofMillis(Long.parseLong(longest.group(1))));
  }

  @Test
  void what_a_file_declares_is_judged_with_what_is_set_besides() {
    Map<String, String> tight = Map.of("timeout", "5s", "delayed-retries", "4");
    assertThatThrownBy(() -> patience(Map.of(), tight))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageContaining("longer than its time-out of 5 seconds");
    String settings = STEPS + "default.backoff";
    assertThat(patience(Map.of(settings, "100ms"), tight).step("two").backoff())
        .isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_variable_names_its_step_without_underscores() {
    Map<String, Object> variables =
        Map.of(
            "ONBOARDING_STEPS_CONTRACTCREATION_ONEXHAUSTED", "suspend",
            "ONBOARDING_STEPS_CONTRACTCREATION_UNDO_BACKOFFMAX", "7s");
    PropertySource<?> source = new SystemEnvironmentPropertySource("systemEnvironment", variables);
    SagaSettings.Patience set =
        new Binder(ConfigurationPropertySources.from(source))
            .bindOrCreate("onboarding", SagaSettings.class)
            .forStep("contract_creation");

    assertThat(set.onExhausted()).isEqualTo(StepSettings.OnExhausted.SUSPEND);
    assertThat(set.undo().backoffMax()).isEqualTo(Duration.ofSeconds(7));
  }

  /** Settings of steps as a test writes them, e.g. {@code two.timeout=5s}. */
  static Map<String, String> map(String settings) {
    Map<String, String> set = new HashMap<>();
    for (String setting : settings.split(" ")) {
      set.put(STEPS + setting.split("=")[0], setting.split("=")[1]);
    }
    return set;
  }

  private static StepPatience patience(Map<String, String> set) {
    return patience(set, Map.of());
  }

  /** Two steps with these settings; the second declares something in its file. */
  static StepPatience patience(Map<String, String> set, Map<String, String> declared) {
    SagaSettings settings =
        new Binder(new MapConfigurationPropertySource(set))
            .bindOrCreate("onboarding", SagaSettings.class);
    List<RouteDeclaration> routes =
        List.of(
            Declarations.forward("one", "Started", "OneDone", Map.of()),
            Declarations.forward("two", "OneDone", "TwoDone", declared));
    return new StepPatience(settings, () -> routes);
  }
}
