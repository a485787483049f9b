package com.hexabuilders.onboarding.proof.application;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Names of the headers that were there at any step of a route once its request was opened. */
public final class SeenHeaders implements InterceptStrategy {

  private final Set<String> names = new ConcurrentSkipListSet<>();

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode node, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        if (exchange.getProperty("onboarding.instance") != null) {
          names.addAll(exchange.getMessage().getHeaders().keySet());
        }
        return super.process(exchange, callback);
      }
    };
  }

  /** Those seen since the last call. */
  public Set<String> take() {
    Set<String> taken = new TreeSet<>(names);
    names.clear();
    return taken;
  }
}
