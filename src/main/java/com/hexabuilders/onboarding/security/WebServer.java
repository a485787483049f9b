package com.hexabuilders.onboarding.security;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes the web server itself answer with problems, and leaves strange ids in paths to the routes.
 * The server asks for a body only when it is read, so that a body that is too large is refused
 * before it is sent. It waits for headers only for a total time.
 */
@Component
class WebServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final SecuritySettings settings;

  WebServer(SecuritySettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(BoundedHeaders.class.getName());
    factory.addEngineValves(new BrokenAnswers(), new UnreadBodies(settings.bodyTimeout()));
    factory.addContextCustomizers(
        context ->
            ((StandardHost) context.getParent())
                .setErrorReportValveClass(ProblemValve.class.getName()));
    factory.addConnectorCustomizers(
        connector -> {
          connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
          connector.setAllowTrace(true); // so that the guards refuse it, as every other method
          connector.setProperty("continueResponseTiming", "onRead");
          ((BoundedHeaders) connector.getProtocolHandler()).setLongest(settings.headerTimeout());
        });
  }
}
