package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.MessageId;
import org.junit.jupiter.api.Test;

/** What a reader takes out of the messages it has received. */
class ReceivedBatchTest {

  private static final String INBOX = "partner-onboarding.contract_creation";

  @Test
  void events_of_one_message_are_deliveries_of_their_inbox_with_ids_of_their_own()
      throws Exception {
    MessageConsumer more = mock(MessageConsumer.class);
    when(more.receiveNoWait()).thenReturn(message(INBOX, 2, "{\"alone\": 1}"));
    Message first =
        message(AggregatedEvents.beside(INBOX), 1, "[{\"a\": 1},{\"b\": 2},{\"c\": 3}]");
    ReceivedBatch batch = ReceivedBatch.of(INBOX, first, more, 4, null);

    assertThat(batch.deliveries())
        .extracting(Delivery::body)
        .containsExactly("{\"a\": 1}", "{\"b\": 2}", "{\"c\": 3}", "{\"alone\": 1}");
    assertThat(batch.deliveries()).extracting(Delivery::queue).containsOnly(INBOX);
    assertThat(batch.deliveries()).extracting(Delivery::messageId).doesNotHaveDuplicates();
    assertThat(batch.eventsPerMessage()).isEqualTo(2);
    assertThat(batch.sendsAlone(batch.deliveries().get(3))).isFalse();
  }

  @Test
  void an_array_in_the_inbox_itself_is_one_delivery() throws Exception {
    Message array = message(INBOX, 1, "[{},{}]");
    ReceivedBatch batch = ReceivedBatch.of(INBOX, array, mock(MessageConsumer.class), 50, null);
    assertThat(batch.deliveries()).extracting(Delivery::body).containsExactly("[{},{}]");
  }

  /** One that would be a single letter could not be replayed: it belongs to many sagas. */
  @Test
  void what_the_broker_gave_up_of_a_message_of_many_is_an_event_each() throws Exception {
    ActiveMQTextMessage given = message("ActiveMQ.DLQ", 1, "[{\"a\": 1},{\"b\": 2}]");
    given.setOriginalDestination(new ActiveMQQueue(AggregatedEvents.beside(INBOX)));
    ReceivedBatch batch =
        ReceivedBatch.of("ActiveMQ.DLQ", given, mock(MessageConsumer.class), 50, null);

    assertThat(batch.deliveries()).extracting(Delivery::queue).containsExactly(INBOX, INBOX);
    assertThat(batch.deliveries())
        .extracting(delivery -> delivery.rejection().head())
        .containsExactly("{\"a\": 1}", "{\"b\": 2}");
  }

  private static ActiveMQTextMessage message(String queue, int number, String text)
      throws JMSException {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setMessageId(new MessageId("ID:test-1-1:1:1:1", number));
    message.setDestination(new ActiveMQQueue(queue));
    message.setText(text);
    return message;
  }
}
