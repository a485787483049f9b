package com.hexabuilders.onboarding.routing.broker;

import jakarta.jms.ResourceAllocationException;
import org.apache.activemq.broker.BrokerPluginSupport;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.command.Message;
import org.apache.activemq.transaction.Transaction;

/**
 * The broker keeps every message on disk, whatever its sender asked for. ActiveMQ's own plugin for
 * this, used by the broker in {@code activemq/}, prints to standard output when it is made.
 */
final class PersistentMessages extends BrokerPluginSupport {

  /** A transaction that can only be rolled back need not wait for room once per message. */
  private static void refuseInVain(ProducerBrokerExchange exchange, Message message)
      throws ResourceAllocationException {
    Transaction sent =
        message.isInTransaction()
            ? exchange.getConnectionContext().getTransactions().get(message.getTransactionId())
            : null;
    if (sent != null && sent.isRollbackOnly()) {
      throw new ResourceAllocationException("A message of this transaction was refused before.");
    }
  }

  @Override
  public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
    message.setPersistent(true);
    refuseInVain(exchange, message);
    super.send(exchange, message);
  }
}
