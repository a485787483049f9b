package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is answered where no route answers. */
class ErrorPagesTest {

  @ParameterizedTest
  @CsvSource({
    "404, REFUSING_TRAFFIC, 503, 1",
    "405, REFUSING_TRAFFIC, 503, 1",
    "400, REFUSING_TRAFFIC, 400,",
    "404, ACCEPTING_TRAFFIC, 404,",
    "405, ACCEPTING_TRAFFIC, 405,",
  })
  void an_address_is_unknown_only_when_the_routes_are_there(
      int status, ReadinessState state, int answered, String retryAfter) throws IOException {
    ApplicationAvailability availability = mock(ApplicationAvailability.class);
    when(availability.getReadinessState()).thenReturn(state);
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/error");
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
    request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/sagas/partner-onboarding");
    MockHttpServletResponse response = new MockHttpServletResponse();

    new ErrorPages(availability).error(request, response);

    assertThat(response.getStatus()).isEqualTo(answered);
    assertThat(response.getHeader("Retry-After")).isEqualTo(retryAfter);
    assertThat(response.getContentAsString())
        .contains(ErrorPages.detail(answered), "/sagas/partner-onboarding");
  }
}
