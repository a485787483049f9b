package com.hexabuilders.onboarding.routing.batch;

import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** A queue read in batches, or the way out for announcements. */
final class JmsBatchEndpoint extends DefaultEndpoint {

  /**
   * How the queue is read.
   *
   * @param batch most messages in one transaction
   * @param consumers threads, each with its own session
   * @param gate nothing is received while it says false
   * @param locked queue for messages whose rows other transactions have locked, read too; null if
   *     they are signals that come again
   */
  record Options(String queue, int batch, int consumers, BooleanSupplier gate, String locked) {}

  private final Options options;

  JmsBatchEndpoint(String uri, JmsBatchComponent component, Options options) {
    super(uri, component);
    this.options = options;
  }

  @Override
  public Producer createProducer() {
    return new AnnouncementProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new JmsBatchConsumer(this, processor, options);
  }

  @Override
  public JmsBatchComponent getComponent() {
    return (JmsBatchComponent) super.getComponent();
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
