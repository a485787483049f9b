package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.util.ByteSequence;
import org.junit.jupiter.api.Test;

/** A small message that unfolds to a huge one is given up without unfolding it. */
class CompressedBodyTest {

  private static final int MB = 1024 * 1024;

  @Test
  void a_gigabyte_of_zeros_is_too_large_and_takes_no_memory() throws Exception {
    ByteSequence bomb = zeros(1024 * MB);
    assertThat(bomb.length).isBetween(MB, 8 * MB);
    for (ActiveMQMessage message :
        new ActiveMQMessage[] {new ActiveMQBytesMessage(), new ActiveMQTextMessage()}) {
      long before = allocated();
      Delivery read = MessageReader.read("q", packed(message, bomb));
      assertThat(allocated() - before).isLessThan(2L * bomb.length + 2 * MB);
      assertThat(read.rejection().kind()).isEqualTo(DeadLetterKind.TOO_LARGE);
      assertThat(read.rejection().size()).isEqualTo(message.getContent().length);
      assertThat(read.body()).isNull();
    }
  }

  @Test
  void what_fits_is_read_and_what_is_broken_is_given_up() throws Exception {
    ActiveMQTextMessage text = new ActiveMQTextMessage();
    text.setText("{\"x\": \"\u00e9\u4f60\"}");
    text.compress();
    assertThat(text.isCompressed()).isTrue();
    assertThat(MessageReader.read("q", named(text)).body()).isEqualTo("{\"x\": \"\u00e9\u4f60\"}");
    Delivery broken =
        MessageReader.read(
            "q", packed(new ActiveMQTextMessage(), new ByteSequence("no zlib".getBytes())));
    assertThat(broken.rejection()).isNotNull();
  }

  private static ByteSequence zeros(int size) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(new byte[] {0x40, 0, 0, 0});
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
      for (int i = 0; i < size / MB; i++) {
        out.write(new byte[MB]);
      }
    }
    return new ByteSequence(packed.toByteArray());
  }

  /** As it comes off the wire; a text has no length in front of what is compressed. */
  private static ActiveMQMessage packed(ActiveMQMessage message, ByteSequence content) {
    int skipped = message instanceof ActiveMQTextMessage && content.length > 100 ? 4 : 0;
    message.setContent(new ByteSequence(content.data, skipped, content.length - skipped));
    message.setCompressed(true);
    return named(message);
  }

  private static ActiveMQMessage named(ActiveMQMessage message) {
    message.setMessageId(new MessageId("ID:test-1:1:1:1:1"));
    return message;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
