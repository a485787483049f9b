package com.hexabuilders.onboarding.routing.broker;

/**
 * Adds the limits every connection has to a broker address; what the address says itself stays.
 *
 * <p>Without them a connection to a host that swallows packets, or a send while a failover address
 * finds no broker, waits without end.
 */
public final class BrokerUrl {

  /** Largest frame in bytes that the embedded broker reads. */
  static final int MAX_FRAME_SIZE = 4 * 1024 * 1024;

  /**
   * After one to two times so many milliseconds of silence a side gives the other up. What an
   * instance that is frozen or cut off holds then goes to the others, well within a step's
   * time-out.
   */
  private static final String SILENCE = "wireFormat.maxInactivityDuration";

  private BrokerUrl() {}

  /** A broker's address as a client uses it. */
  public static String client(String url) {
    if (url.startsWith("failover:")) {
      String limited = with(url, "timeout", "5000");
      limited = with(limited, "startupMaxReconnectAttempts", "3");
      limited = with(limited, "nested.connectionTimeout", "5000");
      limited = with(limited, "nested.soWriteTimeout", "10000");
      return with(limited, "nested." + SILENCE, "7000");
    }
    String limited = with(with(url, "connectionTimeout", "5000"), "soWriteTimeout", "10000");
    return with(limited, SILENCE, "7000");
  }

  /**
   * A broker's address as the embedded broker listens on it, with the same limits for each
   * protocol. A STOMP client need not send heartbeats, so TCP itself finds out that it is gone.
   * Left to itself the door for AMQP takes no body out of a message.
   */
  static String listener(String url) {
    String size = Integer.toString(MAX_FRAME_SIZE);
    String limited = with(url, "maximumConnections", "500");
    limited = with(limited, "wireFormat.maxFrameSize", size);
    limited = with(limited, "transport.soWriteTimeout", "15000");
    if (url.startsWith("stomp")) {
      return with(with(limited, "wireFormat.maxDataLength", size), "transport.keepAlive", "true");
    }
    return url.startsWith("amqp") ? with(limited, "wireFormat.transformer", "jms") : limited;
  }

  /** The address without options and user, as messages show it. */
  public static String shown(String url) {
    return url.replaceAll("\\?[^,)]*", "").replaceAll("//[^/@]*@", "//");
  }

  private static String with(String url, String option, String value) {
    String options = url.substring(url.lastIndexOf(')') + 1);
    if (options.matches(".*[?&]" + option.replace(".", "\\.") + "=.*")) {
      return url;
    }
    return url + (options.contains("?") ? "&" : "?") + option + "=" + value;
  }
}
