package com.hexabuilders.onboarding.routing.batch;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/**
 * What a {@link ReceiveLoop} reads.
 *
 * <p>Each instance reads each queue with a priority of its own. The broker gives a queue's messages
 * to one instance until that holds two batches of them, and the rest to the next one. So batches
 * stay large with many instances, and no instance waits for another.
 *
 * @param batch most messages in one transaction
 * @param priority among the consumers of this queue, 0 to 127
 */
record QueueReader(
    JmsBatchConsumer consumer,
    ConnectionFactory connections,
    String queue,
    int batch,
    int priority) {

  /** Opens a consumer of the queue. */
  MessageConsumer open(Session session) throws JMSException {
    return session.createConsumer(session.createQueue(queue + "?consumer.priority=" + priority));
  }
}
