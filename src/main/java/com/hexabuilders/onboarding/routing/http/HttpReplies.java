package com.hexabuilders.onboarding.routing.http;

import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;

/** Writes a reply to the exchange; nothing of the request is echoed. */
@Component("httpReplies")
class HttpReplies {

  /** Makes the reply the exchange's answer; a problem is told its address and conversation. */
  public void write(Exchange exchange, Reply reply) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    Reply given = reply.stream() == null ? reply : streamed(exchange, reply);
    Reply whole = given.isProblem() ? located(exchange, given) : given;
    whole.headers().forEach(message::setHeader);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, whole.status());
    message.setHeader(Exchange.CONTENT_TYPE, whole.contentType());
    message.setHeader(Exchange.HTTP_CHUNKED, false); // with its length a caller need not wait on
    message.setBody(whole.body() == null ? null : whole.bytes());
  }

  /** Makes a problem without internals of an exception no bean turned into a reply. */
  public void failure(Exchange exchange, Throwable failure) {
    write(exchange, Problems.failure(failure));
  }

  /** Writes the body now; what is left to do after that is nothing, or another reply. */
  private static Reply streamed(Exchange exchange, Reply reply) {
    PlatformHttpMessage http = exchange.getProperty(HttpRequests.HTTP, PlatformHttpMessage.class);
    return StreamedAnswers.write(http.getRequest(), http.getResponse(), reply)
        .orElseGet(() -> new Reply(reply.status(), Map.of(), null));
  }

  private static Reply located(Exchange exchange, Reply reply) {
    String correlation =
        reply
            .headers()
            .getOrDefault(
                Reply.CORRELATION, exchange.getProperty(HttpRequests.CORRELATION, String.class));
    return Problems.located(
        reply, exchange.getProperty(HttpRequests.INSTANCE, String.class), correlation);
  }
}
