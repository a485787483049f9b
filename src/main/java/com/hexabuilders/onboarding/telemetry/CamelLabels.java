package com.hexabuilders.onboarding.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes the labels of Camel's meters in snake_case, as all others are: {@code route_id}. */
@Component
class CamelLabels implements MeterFilter {

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith("camel.")) {
      return id;
    }
    List<Tag> tags = new ArrayList<>();
    id.getTagsAsIterable().forEach(tag -> tags.add(Tag.of(snake(tag.getKey()), tag.getValue())));
    return id.replaceTags(tags);
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
