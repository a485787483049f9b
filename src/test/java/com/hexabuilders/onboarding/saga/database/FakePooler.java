package com.hexabuilders.onboarding.saga.database;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Refuses whoever connects as PgBouncer does, with state 08P01 and a sentence. */
final class FakePooler implements AutoCloseable {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final ServerSocket listener;
  private final String sentence;

  FakePooler(String sentence) throws IOException {
    this.sentence = sentence;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "fake-pooler");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + "/pooled";
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        refuse(client);
      } catch (IOException ended) {
        continue; // the client left, or the listener is closed
      }
    }
  }

  private void refuse(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    int code = SSL_REQUEST;
    while (code == SSL_REQUEST || code == GSS_REQUEST) {
      byte[] request = new byte[in.readInt() - Integer.BYTES - Integer.BYTES];
      code = in.readInt();
      in.readFully(request);
      if (code == SSL_REQUEST || code == GSS_REQUEST) {
        out.writeByte('N');
      }
    }
    byte[] fields =
        ("SFATAL\0VFATAL\0C08P01\0M" + sentence + "\0\0").getBytes(StandardCharsets.UTF_8);
    out.writeByte('E');
    out.writeInt(fields.length + Integer.BYTES);
    out.write(fields);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
