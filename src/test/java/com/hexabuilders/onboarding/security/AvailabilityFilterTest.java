package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What callers meet while the application starts, works and ends. */
class AvailabilityFilterTest {

  private final AvailabilityFilter filter = new AvailabilityFilter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sagas/health",
        "/sagas/x/status",
        "/sagas",
        "/partners/x",
        "/participants",
        "/audit",
        "/openapi.json",
        "/login",
        "/nothing",
        "/actuator"
      })
  void until_it_is_ready_no_address_is_answered(String path) throws Exception {
    for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
      assertRefused(answer(method, path));
    }
    state(ReadinessState.REFUSING_TRAFFIC);
    assertRefused(answer("GET", path));
    state(ReadinessState.ACCEPTING_TRAFFIC);
    MockHttpServletResponse answer = answer("GET", path);
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Connection")).isNull();
  }

  @Test
  void the_actuator_says_at_any_time_how_it_is() throws Exception {
    assertThat(answer("GET", "/actuator/health/readiness").getStatus()).isEqualTo(200);
    filter.close();
    assertThat(answer("GET", "/actuator/health/readiness").getStatus()).isEqualTo(200);
  }

  @Test
  void while_it_drains_each_answer_closes_its_connection_and_then_nothing_comes_in()
      throws Exception {
    state(ReadinessState.ACCEPTING_TRAFFIC);
    state(ReadinessState.REFUSING_TRAFFIC);
    MockHttpServletResponse answer = answer("POST", "/sagas/partner-onboarding");
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Connection")).isEqualTo("close");
    filter.close();
    MockHttpServletResponse late = answer("POST", "/sagas/partner-onboarding");
    assertRefused(late);
    assertThat(late.getHeader("Connection")).isEqualTo("close");
  }

  @Test
  void is_empty_when_everybody_who_was_let_in_has_reached_a_route() throws Exception {
    state(ReadinessState.ACCEPTING_TRAFFIC);
    filter.doFilter(
        new MockHttpServletRequest("GET", "/sagas"),
        new MockHttpServletResponse(),
        (request, response) -> assertThat(filter.isEmpty()).isFalse());
    assertThat(filter.isEmpty()).isTrue();
  }

  private static void assertRefused(MockHttpServletResponse answer) throws Exception {
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    assertThat(answer.getContentAsString()).contains(ErrorPages.detail(503));
  }

  private void state(ReadinessState state) {
    filter.onApplicationEvent(new AvailabilityChangeEvent<>(this, state));
  }

  private MockHttpServletResponse answer(String method, String path) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
