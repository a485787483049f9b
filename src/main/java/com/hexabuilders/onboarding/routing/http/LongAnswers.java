package com.hexabuilders.onboarding.routing.http;

import com.hexabuilders.onboarding.api.RestContract;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets an export last as long as its reader takes. For any other address the web server answers a
 * request itself after a time; in an export it would write into the rows.
 */
@Component
class LongAnswers implements WebMvcConfigurer, DeferredResultProcessingInterceptor {

  private static final long NO_LIMIT = 0;

  @Override
  public void configureAsyncSupport(AsyncSupportConfigurer async) {
    async.registerDeferredResultInterceptors(this);
  }

  @Override
  public <T> void beforeConcurrentHandling(NativeWebRequest request, DeferredResult<T> answer) {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    if (http != null
        && http.getRequestURI().startsWith(RestContract.EXPORTS)
        && request instanceof AsyncWebRequest async) {
      async.setTimeout(NO_LIMIT);
    }
  }

  /**
   * Whoever wrote to a reader that has gone has said so. No page for errors is made of it.
   *
   * @throws AsyncRequestNotUsableException if the answer could not be written
   */
  @Override
  public <T> void postProcess(NativeWebRequest request, DeferredResult<T> answer, Object result)
      throws AsyncRequestNotUsableException {
    if (result instanceof IOException) {
      throw new AsyncRequestNotUsableException("The reader has gone.");
    }
  }
}
