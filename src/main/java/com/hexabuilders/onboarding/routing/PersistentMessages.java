package com.hexabuilders.onboarding.routing;

import org.apache.activemq.broker.BrokerPluginSupport;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.command.Message;

/**
 * The broker keeps every message on disk, whatever its sender asked for. ActiveMQ's own plugin for
 * this, used by the broker in {@code activemq/}, prints to standard output when it is made.
 */
final class PersistentMessages extends BrokerPluginSupport {

  @Override
  public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
    message.setPersistent(true);
    super.send(exchange, message);
  }
}
