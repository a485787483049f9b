package com.hexabuilders.onboarding.security.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** A session ends by its age, however busy it is. */
class SessionAgeTest {

  private final SessionAge ages = new SessionAge(Duration.ofHours(8));

  @Test
  void a_session_that_was_asked_until_it_was_too_old_has_ended() throws Exception {
    assertThat(afterARequest(Duration.ofHours(7)).isInvalid()).isFalse();
    assertThat(afterARequest(Duration.ofHours(9)).isInvalid()).isTrue();
    ages.doFilter(
        new MockHttpServletRequest("GET", "/login"),
        new MockHttpServletResponse(),
        new MockFilterChain());
  }

  private MockHttpSession afterARequest(Duration age) throws Exception {
    MockHttpSession session =
        new MockHttpSession() {
          @Override
          public long getLastAccessedTime() {
            return getCreationTime() + age.toMillis();
          }
        };
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/hawtio/");
    request.setSession(session);
    ages.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    return session;
  }
}
