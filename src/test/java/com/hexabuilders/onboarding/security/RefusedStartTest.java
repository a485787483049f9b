package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a start that unsafe settings end writes to the log. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

  @Test
  void a_refused_start_says_its_sentence_and_nothing_else(CapturedOutput output) {
    assertThatThrownBy(
        () ->
            new SpringApplicationBuilder(Access.class)
                .web(WebApplicationType.NONE)
                .run("--server.address=0.0.0.0"));
    assertThat(output)
        .contains("server.address=0.0.0.0 is open to other machines", "profiles.active=production")
        .doesNotContain("\tat ");
  }
}
