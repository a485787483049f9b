package com.hexabuilders.onboarding.proof.harness;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;

/** The users of activemq.xml; here the password of each is its name and a suffix. */
final class BrokerUsers {

  private static final List<String> ALL = List.of("application", "operator", "observer", "dropper");

  private BrokerUsers() {}

  static String password(String user) {
    return user + "-secret";
  }

  /** Environment variable that the broker takes a user's password from. */
  static String variable(String user) {
    return "ONBOARDING_BROKER_" + user.toUpperCase(Locale.ROOT) + "_PASSWORD";
  }

  /** All passwords as the broker takes them. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    ALL.forEach(user -> environment.put(variable(user), password(user)));
    return environment;
  }

  /** A started connection. */
  static Connection connect(String url, String user, String password) throws JMSException {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
    factory.setConnectResponseTimeout(5_000);
    factory.setCloseTimeout(2_000);
    Connection connection = factory.createConnection(user, password);
    try {
      connection.start();
      return connection;
    } catch (JMSException e) {
      connection.close();
      throw e;
    }
  }
}
