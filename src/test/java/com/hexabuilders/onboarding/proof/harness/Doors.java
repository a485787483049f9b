package com.hexabuilders.onboarding.proof.harness;

/** Ports of a broker: one for each protocol it speaks. */
public record Doors(int tcp, int stomp, int amqp) {

  static Doors free() {
    return new Doors(FreePorts.next(), FreePorts.next(), FreePorts.next());
  }

  String tcpUrl() {
    return "tcp://127.0.0.1:" + tcp;
  }

  String stompUrl() {
    return "stomp://127.0.0.1:" + stomp;
  }

  String amqpUrl() {
    return "amqp://127.0.0.1:" + amqp;
  }

  /** As {@code onboarding.broker.listen} takes them. */
  String all() {
    return tcpUrl() + "," + stompUrl() + "," + amqpUrl();
  }

  /** A program of another language at the door of its protocol, stomp or amqp. */
  public NodeClient client(String protocol, String user, String password) {
    return new NodeClient(protocol, protocol.equals("stomp") ? stomp : amqp, user, password);
  }
}
