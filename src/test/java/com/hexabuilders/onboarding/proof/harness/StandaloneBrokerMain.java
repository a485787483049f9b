package com.hexabuilders.onboarding.proof.harness;

import org.apache.activemq.broker.BrokerFactory;
import org.apache.activemq.broker.BrokerService;

/** Runs a broker from an XML file in a JVM of its own, as the broker's own distribution does. */
final class StandaloneBrokerMain {

  private StandaloneBrokerMain() {}

  public static void main(String[] args) {
    try {
      BrokerService broker = BrokerFactory.createBroker("xbean:" + args[0]);
      broker.start();
      broker.waitUntilStopped();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }
}
