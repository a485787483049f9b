package com.hexabuilders.onboarding.proof.harness;

import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The broker of {@code activemq/activemq.xml} in its own JVM, with its own port and data.
 *
 * <p>After {@link #kill9()} or {@link #stop()}, {@link #restart()} goes on with the same port and
 * data, and {@link #deleteStore()} forgets the data in between.
 */
public final class StandaloneBroker implements AutoCloseable {

  private final Path folder = Folders.fresh("broker");
  private Path data = folder.resolve("data");
  private final Doors doors = Doors.free();
  private final Map<String, String> environment = BrokerUsers.environment();
  private String scheme = "tcp";
  private Path configuration = Path.of("activemq", "activemq.xml").toAbsolutePath();
  private String classPath = System.getProperty("java.class.path");
  private ChildProcess process;

  /** Starts it on a free port with an empty store and waits until it answers. */
  public static StandaloneBroker start() {
    return startOn(null);
  }

  /** The same, with its store in this folder unless that is null. */
  public static StandaloneBroker startOn(Path data) {
    StandaloneBroker broker = new StandaloneBroker();
    broker.data = data == null ? broker.data : data;
    broker.restart();
    return broker;
  }

  /** Starts it with what ActiveMQ brings and, if it is not null, one more jar in its folder lib. */
  static StandaloneBroker startWithJar(Path jar) {
    StandaloneBroker broker = new StandaloneBroker();
    String ours = Path.of("target", "classes").toAbsolutePath().toString();
    broker.classPath = broker.classPath.replace(ours, jar == null ? "" : jar.toString());
    broker.restart();
    return broker;
  }

  /** Starts it with TLS, as activemq.xml says how: its certificate is in this key store. */
  static StandaloneBroker startWithTls(Path keyStore, String password) throws IOException {
    StandaloneBroker broker = new StandaloneBroker();
    String plain = Files.readString(broker.configuration);
    String tls =
        plain.replaceFirst("(?s)<!--\\s+TLS:.*?(<sslContext>.*?</sslContext>)\\s*-->", "$1");
    broker.configuration = Files.writeString(broker.folder.resolve("activemq.xml"), tls);
    broker.environment.put("ONBOARDING_BROKER_KEYSTORE", keyStore.toString());
    broker.environment.put("ONBOARDING_BROKER_KEYSTORE_PASSWORD", password);
    broker.scheme = "ssl";
    broker.launch();
    return broker;
  }

  /** Starts it without one user's password and returns what it says when it has refused. */
  static String startWithoutPasswordOf(String user) {
    StandaloneBroker broker = new StandaloneBroker();
    broker.environment.put(BrokerUsers.variable(user), "");
    broker.launch();
    int exit = broker.process.awaitExit();
    String output = "exit " + exit + "\n" + broker.process.output();
    Folders.delete(broker.folder);
    return output;
  }

  /** Starts it again on the same port and data and waits until it answers. */
  public void restart() {
    launch();
    await("the broker answers")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !process.alive() || answers());
    if (!process.alive()) {
      throw new IllegalStateException("the broker ended while starting:\n" + process.output());
    }
  }

  /** Ends it as a power cut would (SIGKILL). */
  public void kill9() {
    process.kill9();
  }

  /** Asks it to end (SIGTERM) and waits for it. */
  public void stop() {
    process.terminate();
  }

  /** Deletes everything it stored; only while it is not running. */
  public void deleteStore() {
    if (process.alive()) {
      throw new IllegalStateException("still running: kill9() or stop() first");
    }
    Folders.delete(data);
  }

  public String url() {
    return scheme + "://127.0.0.1:" + doors.tcp();
  }

  public int port() {
    return doors.tcp();
  }

  /** Where it listens. */
  public Doors doors() {
    return doors;
  }

  public boolean alive() {
    return process.alive();
  }

  public long pid() {
    return process.pid();
  }

  /** Password of application, operator, observer or dropper. */
  public static String password(String user) {
    return BrokerUsers.password(user);
  }

  /** A started connection as one of its users. */
  public Connection connect(String user) throws JMSException {
    return connect(user, password(user));
  }

  Connection connect(String user, String password) throws JMSException {
    return BrokerUsers.connect(url(), user, password);
  }

  /** The arguments that make the packaged jar use this broker. */
  public List<String> appArguments() {
    return appArguments(doors.tcp());
  }

  /** The same through another port, that of a {@link Cable}. */
  public List<String> appArguments(int port) {
    return List.of(
        "--onboarding.broker.url=tcp://127.0.0.1:" + port,
        "--onboarding.broker.user=application",
        "--onboarding.broker.password=" + password("application"));
  }

  /** Everything it wrote to its output, over all restarts. */
  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.kill9();
    Folders.delete(data);
    Folders.delete(folder);
  }

  private void launch() {
    List<String> command =
        List.of(
            ChildProcess.java(),
            "-Xmx256m",
            "-Dactivemq.data=" + data,
            "-Dorg.apache.activemq.kahaDB.files.skipMetadataUpdate=true",
            "-DdefaultPageSize=1024",
            "-Donboarding.broker.listen=" + url(),
            "-Donboarding.broker.listen-stomp=" + doors.stompUrl(),
            "-Donboarding.broker.listen-amqp=" + doors.amqpUrl(),
            "-cp",
            classPath,
            StandaloneBrokerMain.class.getName(),
            "file:" + configuration);
    process = ChildProcess.start(folder, folder.resolve("output.log"), environment, command);
  }

  private boolean answers() {
    try {
      connect("operator").close();
      return true;
    } catch (JMSException notYet) {
      return false;
    }
  }
}
