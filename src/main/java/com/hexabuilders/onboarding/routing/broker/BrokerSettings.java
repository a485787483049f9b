package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which broker is used and how it is reached; wrong values end the start with one sentence.
 *
 * @param url address of an ActiveMQ of its own, e.g. {@code tcp://broker:61616} or {@code
 *     failover:(tcp://a:61616,tcp://b:61616)}; empty: a broker is embedded
 * @param listen where the embedded broker listens for other programs, e.g. {@code
 *     tcp://127.0.0.1:61616,stomp://127.0.0.1:61613,amqp://127.0.0.1:5672}; empty: nowhere
 * @param user broker user; with an embedded broker everybody has to give it
 * @param password the user's password
 * @param storeLimit how much the embedded broker may keep on disk, at least 64 MB; less if the disk
 *     has less
 */
@ConfigurationProperties("onboarding.broker")
record BrokerSettings(
    @DefaultValue("") String url,
    @DefaultValue("tcp://127.0.0.1:61616") List<String> listen,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("10GB") DataSize storeLimit) {

  private static final Set<String> CLIENT_SCHEMES =
      Set.of("tcp", "nio", "ssl", "nio+ssl", "failover");
  private static final Set<String> LISTEN_SCHEMES =
      Set.of("tcp", "nio", "ssl", "nio+ssl", "stomp", "stomp+ssl", "amqp", "amqp+ssl");
  private static final DataSize SMALLEST_STORE = DataSize.ofMegabytes(64);

  BrokerSettings {
    url = url.strip();
    listen = listen.stream().map(String::strip).filter(address -> !address.isEmpty()).toList();
    user = user.strip();
    if (user.isEmpty() != password.isEmpty()) {
      throw new StartupFailure(
          "Set onboarding.broker.user and onboarding.broker.password together.");
    }
    if (storeLimit.compareTo(SMALLEST_STORE) < 0) {
      throw new StartupFailure("Set onboarding.broker.store-limit to at least 64MB.");
    }
    if (!url.isEmpty()) {
      checkUrl(url);
    } else {
      for (String address : listen) {
        checkListen(address, user);
      }
    }
  }

  private static void checkUrl(String url) {
    String scheme = url.contains(":") ? url.substring(0, url.indexOf(':')) : "";
    if (!CLIENT_SCHEMES.contains(scheme)) {
      throw new StartupFailure(
          "onboarding.broker.url begins with tcp:, ssl:, nio:, nio+ssl: or failover:,"
              + " e.g. tcp://broker:61616.");
    }
  }

  private static void checkListen(String listen, String user) {
    URI uri = parse(listen);
    if (uri == null || !LISTEN_SCHEMES.contains(uri.getScheme()) || uri.getPort() < 0) {
      throw new StartupFailure(
          "onboarding.broker.listen looks like tcp://127.0.0.1:61616, stomp://127.0.0.1:61613 or"
              + " amqp://127.0.0.1:5672, is a list of such addresses, or is empty for no listener;"
              + " it has "
              + listen
              + ".");
    }
    if (user.isEmpty() && !loopback(uri.getHost())) {
      throw new StartupFailure(
          "onboarding.broker.listen="
              + listen
              + " is open to other machines: set onboarding.broker.user and"
              + " onboarding.broker.password, or listen on 127.0.0.1.");
    }
  }

  private static URI parse(String listen) {
    try {
      URI uri = URI.create(listen);
      return uri.getScheme() == null || uri.getHost() == null ? null : uri;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Without the password, so that no log shows it. */
  @Override
  public String toString() {
    return "BrokerSettings[url="
        + BrokerUrl.shown(url)
        + ", listen="
        + listen
        + ", user="
        + user
        + "]";
  }
}
