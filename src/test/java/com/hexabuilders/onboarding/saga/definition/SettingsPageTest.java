package com.hexabuilders.onboarding.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.OnboardingApplication;
import com.hexabuilders.onboarding.saga.definition.SettingsPage.Row;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** {@code docs/settings.md} names every setting, and says the defaults that the code has. */
class SettingsPageTest {

  /** A setting as the code has it. */
  private record Setting(Type type, Object value) {}

  private static final String STEPS = "onboarding.steps.*.";
  private static final String GOVERNS_NOTHING = STEPS + "call-timeout";

  private static Map<String, Row> page;

  @BeforeAll
  static void read() throws IOException {
    page = SettingsPage.read();
  }

  @Test
  void every_setting_is_on_the_page_and_nothing_else() throws Exception {
    List<String> names = page.keySet().stream().filter(n -> n.startsWith("onboarding.")).toList();
    assertThat(names)
        .filteredOn(name -> !name.equals(GOVERNS_NOTHING))
        .containsExactlyInAnyOrderElementsOf(settings("application.yaml").keySet());
  }

  @Test
  void every_default_is_that_of_the_settings_record() throws Exception {
    Map<String, Setting> settings = settings("application.yaml");
    settings.forEach((name, setting) -> assertSame(name, setting, page.get(name).standard()));
    assertThat(settings).hasSizeGreaterThan(30);
  }

  @Test
  void every_default_in_production_is_that_of_its_profile() throws Exception {
    settings("application-production.yaml", "application.yaml")
        .forEach((name, setting) -> assertSame(name, setting, page.get(name).inProduction()));
  }

  @Test
  void every_default_of_a_library_that_we_set_is_that_of_the_configuration() throws Exception {
    StandardEnvironment environment = environment("application.yaml");
    List<Row> ours =
        page.values().stream()
            .filter(row -> row.name().matches("(server|spring|logging|management|camel)\\..*"))
            .filter(row -> row.standard() != null && !row.standard().isEmpty())
            .filter(row -> environment.containsProperty(row.name()))
            .toList();
    assertThat(ours).hasSizeGreaterThanOrEqualTo(5);
    assertThat(ours)
        .allSatisfy(
            row ->
                assertThat(environment.getProperty(row.name()))
                    .as(row.name())
                    .isEqualTo(row.standard()));
  }

  private static void assertSame(String name, Setting setting, String onThePage) {
    if (isNothing(setting.value())) {
      assertThat(onThePage).as(name).isEmpty();
    } else {
      Bindable<?> type = Bindable.of(ResolvableType.forType(setting.type()));
      Object read = new Binder(source(onThePage)).bind("page", type).orElse(null);
      assertThat(read).as(name).isEqualTo(setting.value());
    }
  }

  private static MapConfigurationPropertySource source(String text) {
    return new MapConfigurationPropertySource(Map.of("page", text));
  }

  private static boolean isNothing(Object value) {
    return value == null
        || value.equals("")
        || value instanceof Collection<?> many && many.isEmpty();
  }

  /** Every setting of every room with its value when nobody has set any. */
  private static Map<String, Setting> settings(String... files) throws Exception {
    Map<String, Setting> settings = new TreeMap<>();
    Binder binder = Binder.get(environment(files));
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (var found : scan.findCandidateComponents(OnboardingApplication.class.getPackageName())) {
      Class<?> type = Class.forName(found.getBeanClassName());
      String prefix = type.getAnnotation(ConfigurationProperties.class).value();
      collect(prefix, type, binder.bindOrCreate(prefix, Bindable.of(type)), settings);
    }
    collect(STEPS.replaceFirst("\\.$", ""), StepSettings.class, StepSettings.DEFAULTS, settings);
    return settings;
  }

  private static StandardEnvironment environment(String... files) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    List.copyOf(environment.getPropertySources().stream().toList())
        .forEach(each -> environment.getPropertySources().remove(each.getName()));
    for (String file : files) {
      new YamlPropertySourceLoader()
          .load(file, new ClassPathResource(file))
          .forEach(environment.getPropertySources()::addLast);
    }
    return environment;
  }

  /** The settings of a record; names that people choose are {@code *}. */
  private static void collect(
      String prefix, Class<?> type, Object record, Map<String, Setting> settings) throws Exception {
    for (RecordComponent part : type.getRecordComponents()) {
      String name = prefix + "." + DataObjectPropertyName.toDashedForm(part.getName());
      part.getAccessor().setAccessible(true);
      Object value = record == null ? null : part.getAccessor().invoke(record);
      if (part.getType().isRecord()) {
        collect(name, part.getType(), value, settings);
      } else if (!Map.class.isAssignableFrom(part.getType())) {
        settings.put(name, new Setting(part.getGenericType(), value));
      } else if (!(name + ".*.").equals(STEPS)) {
        ParameterizedType map = (ParameterizedType) part.getGenericType();
        collect(name + ".*", (Class<?>) map.getActualTypeArguments()[1], null, settings);
      }
    }
  }
}
