package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No container has more than it needs. */
class ComposeTest {

  private static final String GOOD =
      """
      services:
        one:
          entrypoint: ['test -n "$$OTHER_PASSWORD" && exec /run']
          environment:
            A_PASSWORD: ${A_PASSWORD:?set it}
            OTHER_PASSWORD: ${OTHER_PASSWORD:-}
          ports: ["127.0.0.1:1:1"]
          read_only: true
          cap_drop: [ALL]
          security_opt: ["no-new-privileges:true"]
          mem_limit: 1g
          pids_limit: 10
      """;

  @Test
  void containers_have_limits_no_rights_and_no_default_passwords() throws IOException {
    assertThat(Compose.read().faults()).isEmpty();
    assertThat(Compose.read().services()).hasSizeGreaterThan(4);
    assertThat(Compose.of(GOOD).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          mem_limit: 1g                   | mem: 1g                       | no limit of memory
          pids_limit: 10                  | pids: 10                      | no limit of memory
          read_only: true                 | read_only: false              | write into its image
          cap_drop: [ALL]                 | cap_drop: [CHOWN]             | keeps capabilities
          pids_limit: 10                  | pids_limit: 10~    cap_add: [SETUID] | gets capabilities
          "no-new-privileges:true"        | "apparmor:unconfined"         | may get privileges
          127.0.0.1:1:1                   | 1:1                           | from other machines
          A_PASSWORD: ${A_PASSWORD:?set it} | A_PASSWORD: admin           | default for A_PASSWORD
          ${A_PASSWORD:?set it}           | ${A_PASSWORD:-admin}          | default for A_PASSWORD
          test -n                         | echo                          | default for OTHER_PASSWORD
          ${OTHER_PASSWORD:-}             | ${OTHER_PASSWORD:-admin}      | default for OTHER_PASSWORD
          """)
  void a_fault_is_found(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);
    assertThat(Compose.of(GOOD.replace(good, bad.replace('~', '\n'))).faults())
        .singleElement()
        .asString()
        .contains(fault);
  }
}
