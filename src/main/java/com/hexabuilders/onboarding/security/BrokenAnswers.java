package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.StreamedBody;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Cuts the connection of an answer that broke off. Otherwise the web server would end it as it ends
 * every answer, with the last chunk. Its reader would take a part for the whole.
 */
@Component
class BrokenAnswers implements WebMvcConfigurer, DeferredResultProcessingInterceptor {

  @Override
  public void configureAsyncSupport(AsyncSupportConfigurer async) {
    async.registerDeferredResultInterceptors(this);
  }

  /**
   * Comes when an answer is done. After any other exception the web server would add its page for
   * errors to the answer before it cuts the connection.
   *
   * @throws ClientAbortException if the answer broke off, or its reader has gone
   */
  @Override
  public <T> void postProcess(NativeWebRequest request, DeferredResult<T> answer, Object result)
      throws ClientAbortException {
    if (result instanceof IOException gone) {
      throw new ClientAbortException(gone);
    }
    if (request.getAttribute(StreamedBody.BROKEN, RequestAttributes.SCOPE_REQUEST) != null) {
      throw new ClientAbortException("The answer broke off.");
    }
  }
}
