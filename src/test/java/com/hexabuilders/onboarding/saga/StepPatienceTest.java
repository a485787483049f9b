package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Retries that outlast their step's time-out end the start, whoever set which of both. */
class StepPatienceTest {

  private static final String STEPS = "onboarding.steps.";

  @Test
  void defaults_fit() {
    assertThat(patience(Map.of()).step("two").timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two.timeout=5s",
        "two.delayed-retries=20",
        "two.immediate-retries=60",
        "two.backoff-max=2m two.backoff=1m",
        "default.timeout=14s",
        "default.delayed-retries=9 two.timeout=31s"
      })
  void settings_that_do_not_fit_end_the_start(String settings) {
    Map<String, String> set = new HashMap<>();
    for (String setting : settings.split(" ")) {
      set.put(STEPS + setting.split("=")[0], setting.split("=")[1]);
    }
    assertThatThrownBy(() -> patience(set))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageContaining("camel.yaml, line 2: the retries of the step '")
        .hasMessageContaining("Raise timeout, or lower delayed-retries")
        .hasMessageMatching(".* as onboarding\\.steps\\.(one|two)\\.timeout .*");
  }

  @Test
  void what_a_file_declares_is_judged_with_what_is_set_besides() {
    Map<String, String> tight = Map.of("timeout", "5s");
    assertThatThrownBy(() -> patience(Map.of(), tight))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageContaining("longer than its time-out of 5 seconds");
    String settings = STEPS + "default.backoff";
    assertThat(patience(Map.of(settings, "100ms"), tight).step("two").backoff())
        .isEqualTo(Duration.ofMillis(100));
  }

  private static StepPatience patience(Map<String, String> set) {
    return patience(set, Map.of());
  }

  private static StepPatience patience(Map<String, String> set, Map<String, String> declared) {
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
