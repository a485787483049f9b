package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.saga.CauseChain;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import java.io.EOFException;

/** Says in one sentence why a broker did not do what was asked, and what helps. */
public final class BrokerFailures {

  /** How the broker and its user are named in the application. */
  public static final Naming SETTINGS =
      new Naming("onboarding.broker.url", "onboarding.broker.user and onboarding.broker.password");

  /** How they are named on the command line. */
  public static final Naming COMMAND_LINE =
      new Naming("--broker=tcp://host:port", "--user and ONBOARDING_BROKER_PASSWORD");

  private BrokerFailures() {}

  public static String sentence(String url, JMSException failure, Naming naming) {
    String broker = "The broker at " + BrokerUrl.shown(url);
    String cause = String.valueOf(CauseChain.root(failure).getMessage());
    if (CauseChain.first(failure, SecurityException.class).isPresent()
        || failure instanceof JMSSecurityException) {
      return broker + " refuses this user (" + cause + "): set " + naming.user() + ".";
    }
    if (CauseChain.first(failure, ResourceAllocationException.class).isPresent()) {
      return broker + " has no room left: try again when some messages have been worked off.";
    }
    if (CauseChain.root(failure) instanceof EOFException) { // its refusal may be lost on the way
      return broker
          + " closed the connection: it refuses this user, or it is ending. Set "
          + naming.user()
          + ", or try again.";
    }
    return broker + " does not answer (" + cause + "): start it, or set " + naming.url() + ".";
  }

  /**
   * What a reader has to set.
   *
   * @param url names the broker's address
   * @param user names user and password
   */
  record Naming(String url, String user) {}
}
