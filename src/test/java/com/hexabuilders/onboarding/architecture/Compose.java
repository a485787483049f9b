package com.hexabuilders.onboarding.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * The recipe of the containers, and what in it gives one of them more than it needs.
 *
 * @param services by name
 */
record Compose(Map<String, Object> services) {

  /** Its start script writes into a folder of the image. */
  private static final Set<String> WRITING = Set.of("broker");

  /** By these the image of PostgreSQL gives its data folder to its user, and becomes that user. */
  private static final Map<String, List<String>> ADDED =
      Map.of("database", List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"));

  static Compose read() throws IOException {
    return of(Files.readString(Path.of("docker-compose.yml")));
  }

  static Compose of(String text) {
    return new Compose(RouteFile.map(RouteFile.map(new Yaml().<Object>load(text)).get("services")));
  }

  List<String> faults() {
    List<String> faults = new ArrayList<>();
    services.forEach((name, service) -> find(name, RouteFile.map(service), faults));
    return faults;
  }

  private static void find(String name, Map<String, Object> service, List<String> faults) {
    if (!(service.get("mem_limit") instanceof String) || !service.containsKey("pids_limit")) {
      faults.add(name + " has no limit of memory or processes.");
    }
    if (!List.of("ALL").equals(service.get("cap_drop"))) {
      faults.add(name + " keeps capabilities.");
    }
    Object added = service.getOrDefault("cap_add", List.of());
    if (!added.equals(ADDED.getOrDefault(name, List.of()))) {
      faults.add(name + " gets capabilities.");
    }
    if (!List.of("no-new-privileges:true").equals(service.get("security_opt"))) {
      faults.add(name + " may get privileges.");
    }
    if (!WRITING.contains(name) && !Boolean.TRUE.equals(service.get("read_only"))) {
      faults.add(name + " can write into its image.");
    }
    if (service.get("ports") instanceof List<?> ports
        && !ports.stream().allMatch(port -> port.toString().startsWith("127.0.0.1:"))) {
      faults.add(name + " is reached from other machines.");
    }
    if (service.containsKey("environment")) {
      RouteFile.map(service.get("environment"))
          .forEach((variable, value) -> secret(name, variable, value.toString(), service, faults));
    }
  }

  /** A password comes from outside, and without one nothing starts. */
  private static void secret(
      String name,
      String variable,
      String value,
      Map<String, Object> service,
      List<String> faults) {
    boolean refusesItself =
        String.valueOf(service.get("entrypoint")).contains("test -n \"$$" + variable + "\" &&");
    if (variable.contains("PASSWORD")
        && !value.matches("\\$\\{\\w+:\\?[^}]+}")
        && !(refusesItself && value.matches("\\$\\{\\w+:-}"))) {
      faults.add(name + " has a default for " + variable + ".");
    }
  }
}
