package com.hexabuilders.onboarding.routing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.OnboardingApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** What routes call is there and gets what it takes; what it reads of a request is let through. */
class RouteCallsTest {

  private static final Path ROUTES = Path.of("src/main/resources/routes");
  private static final String FILE = "api-things.camel.yaml";
  private static final String GOOD =
      """
      - rest:
          path: /things
          get:
            - {path: "/{thing}", to: "direct:api-thing"}

      - templatedRoute:
          routeTemplateRef: api-answer
          parameters:
            - {name: endpoint, value: direct:api-thing}
            - {name: bean, value: thingApi}
            - {name: call, value: "thing(${header.thing}, ${header.limit}, ${exchangeProperty.caller})"}

      - route:
          from:
            uri: direct:other
            steps:
              - bean: {ref: thingApi, method: "all()"}
      """;

  /** Stands for a bean that answers requests. */
  static class ThingApi {
    public void thing(String id, String limit, Object caller) {}

    public void all() {}

    void hidden() {}
  }

  @Test
  void every_call_of_every_route_file_gets_what_it_takes() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> listed = Files.list(ROUTES)) {
      for (Path file : listed.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(files).hasSizeGreaterThan(8);
    assertThat(RouteCalls.faults(files, beans())).isEmpty();
  }

  @Test
  void a_good_file_has_no_fault() {
    assertThat(faults(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bean, value: thingApi | bean, value: thinkApi    | 11: there is no bean 'thinkApi'. Correct 'ref', or name a class @Component("thinkApi").
          "thing(       | "think(                  | 11: the bean 'thingApi' has no public method 'think'. Correct 'method', or declare it.
          "all()"       | "hidden()"               | 17: the bean 'thingApi' has no public method 'hidden'
          ${header.thing}, |                       | 11: 'thing' of the bean 'thingApi' takes 3 arguments and gets 2. Give it what it takes.
          "all()"       | "all(${body})"           | 17: 'all' of the bean 'thingApi' takes 0 arguments and gets 1
          header.limit  | header.limits            | 11: 'limits' is always null: httpRequests does not let it through. Add it to the lists of HttpRequests, or correct the name.
          header.limit  | header.Authorization     | 11: 'Authorization' is always null
          /{thing}      | /{think}                 | 11: 'thing' is always null
          to: "direct:api-thing"  | to: "direct:api-things"  | 11: 'thing' is always null
          exchangeProperty.caller | exchangeProperty.collar  | 11: 'collar' is always null: httpRequests does not set it. Set it there, or correct the name.
          value: direct:api-thing | value: direct:api-thong  | 11: no address leads to 'direct:api-thong'. Correct 'endpoint', or the 'to' of an address.
          """)
  void a_call_that_would_get_null_or_fail_is_found(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);
    assertThat(faults(GOOD.replace(good, bad == null ? "" : bad)))
        .anySatisfy(found -> assertThat(found).startsWith(FILE + ", line " + fault));
  }

  @Test
  void a_variable_that_only_one_of_two_addresses_has_may_be_null() {
    String second = "      - {path: \"/all\", to: \"direct:api-thing\"}\n";
    assertThat(faults(GOOD.replace("\n\n", "\n" + second + "\n")))
        .singleElement()
        .asString()
        .contains("'thing' is always null");
  }

  private static List<String> faults(String text) {
    Map<String, Class<?>> beans =
        Map.of("httpRequests", HttpRequests.class, "thingApi", ThingApi.class);
    return RouteCalls.faults(Map.of(FILE, text), beans);
  }

  /** The components by their names, as Spring finds them. */
  private static Map<String, Class<?>> beans() {
    Map<String, Class<?>> beans = new HashMap<>();
    for (BeanDefinition found :
        new ClassPathScanningCandidateComponentProvider(true)
            .findCandidateComponents(OnboardingApplication.class.getPackageName())) {
      String name =
          AnnotationBeanNameGenerator.INSTANCE.generateBeanName(
              found, new SimpleBeanDefinitionRegistry());
      beans.put(name, ClassUtils.resolveClassName(found.getBeanClassName(), null));
    }
    return beans;
  }
}
