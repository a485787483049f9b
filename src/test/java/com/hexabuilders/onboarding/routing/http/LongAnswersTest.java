package com.hexabuilders.onboarding.routing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;

/** How long the web server lets an answer last. */
class LongAnswersTest {

  @Test
  void an_export_lasts_as_long_as_its_reader_takes() throws Exception {
    assertThat(limit("/exports/sagas")).isZero();
  }

  @Test
  void any_other_answer_keeps_its_limit() throws Exception {
    assertThat(limit("/sagas")).isEqualTo(60_000);
  }

  private static long limit(String path) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setAsyncSupported(true);
    StandardServletAsyncWebRequest async =
        new StandardServletAsyncWebRequest(request, new MockHttpServletResponse());
    async.setTimeout(60_000L);
    new LongAnswers().beforeConcurrentHandling(async, new DeferredResult<>());
    async.startAsync();
    return request.getAsyncContext().getTimeout();
  }
}
