package com.hexabuilders.onboarding.security;

import static com.hexabuilders.onboarding.security.RefusedCalls.answer;
import static com.hexabuilders.onboarding.security.RefusedCalls.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How often one caller may ask, whoever answers. */
class LimitsTest {

  @Test
  void too_many_requests_are_told_to_wait_each_caller_for_itself() throws Exception {
    AccessFilter filter =
        new AccessFilter(
            new Guard(new AccessRules(), false, new Limits(2, Duration.ofHours(1))),
            new Unauthorized(new Limits(3, Duration.ofMinutes(1)), Unauthorized.PASSWORD_OR_TOKEN));
    assertThat(health(filter, "10.0.0.1").getStatus()).isEqualTo(200);
    assertThat(health(filter, "10.0.0.1").getStatus()).isEqualTo(200);
    MockHttpServletResponse late = health(filter, "10.0.0.1");
    assertThat(late.getStatus()).isEqualTo(429);
    assertThat(Integer.parseInt(late.getHeader("Retry-After"))).isBetween(1, 1800);
    assertThat(health(filter, "10.0.0.2").getStatus()).isEqualTo(200);
    assertThat(health(filter, "2001:db8::1").getStatus()).isEqualTo(200);
    assertThat(health(filter, "2001:db8::2").getStatus()).isEqualTo(200);
    assertThat(health(filter, "2001:db8::3").getStatus()).as("the same network").isEqualTo(429);
  }

  @Test
  void what_is_refused_before_anybody_is_known_counts_too_and_once() throws Exception {
    Guard guard = new Guard(new AccessRules(), true, new Limits(2, Duration.ofHours(1)));
    RefusalLimit limit = new RefusalLimit(guard);
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(answer(limit, (request, response) -> refuse(response, 421)));
    }
    assertThat(answers).containsExactly(421, 421, 429);
    RefusalLimit other =
        new RefusalLimit(new Guard(guard.rules(), true, new Limits(1, Duration.ofHours(1))));
    int counted =
        answer(
            other,
            (request, response) -> {
              RefusalLimit.counted((HttpServletRequest) request);
              refuse(response, 403);
            });
    assertThat(counted).isEqualTo(403);
    assertThat(answer(other, (request, response) -> refuse(response, 403))).isEqualTo(403);
    assertThat(answer(other, (request, response) -> refuse(response, 403))).isEqualTo(429);
  }

  @Test
  void a_crowd_of_new_callers_frees_no_limited_one_and_memory_stays_bounded() {
    Limits limits = new Limits(1, Duration.ofHours(1));
    assertThat(limits.take("first")).isZero();
    assertThat(limits.take("first")).isPositive();
    for (int i = 0; i < 30_000; i++) {
      limits.take("other-" + i);
      if (i % 1_000 == 0) {
        assertThat(limits.take("first")).isPositive();
      }
    }
    assertThat(limits.size()).isEqualTo(10_000);
  }

  @Test
  void whoever_has_asked_nothing_for_a_period_is_forgotten() {
    Duration period = Duration.ofMillis(50);
    Limits limits = new Limits(1, period);
    limits.take("first");
    await().until(limits::size, size -> size == 0);
  }

  private static MockHttpServletResponse health(AccessFilter filter, String from) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sagas/health");
    request.setRemoteAddr(from);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
