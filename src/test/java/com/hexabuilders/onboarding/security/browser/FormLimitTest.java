package com.hexabuilders.onboarding.security.browser;

import static com.hexabuilders.onboarding.security.RefusedCalls.answer;
import static com.hexabuilders.onboarding.security.RefusedCalls.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.security.AccessFilter;
import com.hexabuilders.onboarding.security.AccessRules;
import com.hexabuilders.onboarding.security.Guard;
import com.hexabuilders.onboarding.security.Limits;
import com.hexabuilders.onboarding.security.RefusalLimit;
import com.hexabuilders.onboarding.security.Unauthorized;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How often one address may send a form. */
class FormLimitTest {

  @Test
  void forms_of_one_address_are_taken_only_so_often_and_pages_always() throws Exception {
    FormLimit filter = new FormLimit(new Limits(2, Duration.ofHours(1)));
    List<Integer> answers = new ArrayList<>();
    for (String asked : List.of("POST /login", "POST /logout", "POST /login", "GET /login")) {
      String[] words = asked.split(" ");
      MockHttpServletRequest request = new MockHttpServletRequest(words[0], words[1]);
      MockHttpServletResponse response = new MockHttpServletResponse();
      filter.doFilter(request, response, new MockFilterChain());
      answers.add(response.getStatus());
      assertThat(response.getHeader("Retry-After") != null).isEqualTo(response.getStatus() == 429);
    }
    assertThat(answers).containsExactly(200, 200, 429, 200);
  }

  @Test
  void whoever_counts_a_request_says_so() throws Exception {
    Guard guard = new Guard(new AccessRules(), false, new Limits(2, Duration.ofHours(1)));
    AccessFilter access =
        new AccessFilter(
            guard,
            new Unauthorized(new Limits(9, Duration.ofMinutes(1)), Unauthorized.PASSWORD_OR_TOKEN));
    FormLimit forms = new FormLimit(new Limits(9, Duration.ofHours(1)));
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      MockHttpServletRequest form = new MockHttpServletRequest("POST", "/login");
      FilterChain refusing = (request, response) -> refuse(response, 403);
      RefusalLimit limit = new RefusalLimit(guard);
      limit.doFilter(
          form, new MockHttpServletResponse(), (a, b) -> forms.doFilter(form, b, refusing));
      answers.add(answer(limit, (a, b) -> access.doFilter(a, b, new MockFilterChain())));
    }
    assertThat(answers).as("what a form took is not taken again").containsExactly(401, 401, 429);
  }
}
