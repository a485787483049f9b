package com.hexabuilders.onboarding.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one listener is sent, and when it is dropped. */
class StreamListenerTest {

  private final AsyncContext exchange = mock(AsyncContext.class);
  private final Connection connection = new Connection();
  private final RecentChanges changes = new RecentChanges();

  /** A connection that takes what comes, or nothing. */
  private static final class Connection extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean ready = true;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // the test calls it
    }

    @Override
    public void write(int b) {
      assertThat(ready).isTrue();
      taken.write(b);
    }

    String text() {
      return taken.toString(StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void connect() throws IOException {
    ServletResponse response = mock(ServletResponse.class);
    when(exchange.getResponse()).thenReturn(response);
    when(response.getOutputStream()).thenReturn(connection);
  }

  private StreamListener begun(String onlyStartedBy) throws IOException {
    StreamListener listener =
        new StreamListener(exchange, "eve", onlyStartedBy, null, Duration.ofMinutes(1));
    listener.begin(List.of(), changes, changes.last());
    listener.onWritePossible();
    return listener;
  }

  @Test
  void a_client_is_sent_only_what_it_started() throws IOException {
    StreamListener listener = begun("eve");
    add("others", "not this,");
    add("eve", "this,");
    add(null, "nor this,");
    add("eve", "and this");
    listener.write("p");
    assertThat(connection.text()).isEqualTo("this,and this");
  }

  @Test
  void what_a_connection_does_not_take_now_waits_in_order() throws IOException {
    StreamListener listener = begun(null);
    connection.ready = false;
    add(null, "one,");
    listener.write("p");
    add(null, "two");
    listener.write("p");
    assertThat(connection.text()).isEmpty();
    connection.ready = true;
    listener.onWritePossible();
    assertThat(connection.text()).isEqualTo("one,two");
  }

  @Test
  void a_sign_of_life_promises_nothing_that_was_not_sent() throws IOException {
    StreamListener listener = begun(null);
    listener.silentSince(System.nanoTime() - Duration.ofMinutes(1).toNanos());
    connection.ready = false;
    add(null, "one,");
    listener.write("promise");
    connection.ready = true;
    listener.silentSince(System.nanoTime() - Duration.ofMinutes(1).toNanos());
    listener.write("later");
    assertThat(connection.text()).isEqualTo("one,");
    listener.silentSince(System.nanoTime() - Duration.ofMinutes(1).toNanos());
    listener.write("now");
    assertThat(connection.text()).isEqualTo("one,id: now\n: still here\n\n");
  }

  @Test
  void a_listener_that_falls_behind_is_dropped_and_sent_no_gap() throws IOException {
    StreamListener listener = begun(null);
    connection.ready = false;
    for (int i = 0; i < 10_000; i++) {
      add(null, "x");
    }
    verify(exchange, never()).complete();
    connection.ready = true;
    listener.onWritePossible();
    assertThat(connection.text()).isEmpty();
    assertThat(listener.isClosed()).isTrue();
    verify(exchange).complete();
  }

  @Test
  void a_listener_is_asked_again_who_it_is_after_a_while() throws IOException {
    StreamListener listener = new StreamListener(exchange, "eve", null, null, Duration.ofNanos(1));
    listener.begin(List.of(), changes, 0);
    listener.onWritePossible();
    listener.write("p");
    assertThat(listener.isClosed()).isTrue();
  }

  private void add(String startedBy, String text) {
    changes.add(startedBy, text.getBytes(StandardCharsets.UTF_8));
  }
}
