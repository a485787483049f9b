package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.api.ClientNetwork;
import jakarta.jms.InvalidSelectorException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerPluginSupport;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ConsumerBrokerExchange;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Subscription;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.ConsumerControl;
import org.apache.activemq.command.ConsumerInfo;
import org.apache.activemq.command.DestinationInfo;
import org.apache.activemq.command.Message;
import org.apache.activemq.security.AuthenticationBroker;
import org.apache.activemq.security.SecurityContext;

/**
 * A broker plug-in that bounds what unknown clients ask for. {@link SelectorRules} bounds
 * selectors, {@link ReaderLimits} readers, {@link CreationLimits} new queues and topics, {@link
 * DestinationNames} their names, and {@link SignInLimit} failed sign-ins.
 *
 * <p>The embedded broker and {@code activemq/activemq.xml} use the same class. The guard has to be
 * the last of the plug-ins, so that it is asked before the others. It needs ActiveMQ alone.
 */
final class BrokerGuard extends BrokerPluginSupport implements AuthenticationBroker {

  private static final Pattern ADDRESS = Pattern.compile("//(?:[^/]*/)?([^/]+):\\d+(@\\d+)?$");
  private static final String UNKNOWN = "unknown";

  private final SignInLimit signIns = new SignInLimit(System::nanoTime);
  private final ReaderLimits readers = new ReaderLimits(this);
  private final CreationLimits creations = new CreationLimits(this);
  private final DestinationNames names = new DestinationNames(this);

  /** A reader's request is made harmless or refused before the broker does any work for it. */
  @Override
  public Subscription addConsumer(ConnectionContext context, ConsumerInfo info) throws Exception {
    Optional<String> fault = SelectorRules.fault(info.getSelector());
    if (fault.isPresent()) {
      throw new InvalidSelectorException(fault.get());
    }
    readers.limit(info);
    return super.addConsumer(context, info);
  }

  /** A reader may ask for another prefetch later. */
  @Override
  public void processConsumerControl(ConsumerBrokerExchange exchange, ConsumerControl control) {
    readers.limit(control);
    super.processConsumerControl(exchange, control);
  }

  /**
   * Queues and topics that the store holds are made at the start without a connection. They are
   * never refused.
   */
  @Override
  public Destination addDestination(
      ConnectionContext context, ActiveMQDestination wanted, boolean temporaryToo)
      throws Exception {
    if (context.getConnection() != null) {
      names.refuseCreation(wanted);
      creations.limit(wanted);
    }
    return super.addDestination(context, wanted, temporaryToo);
  }

  /** A client may create one without using it. */
  @Override
  public void addDestinationInfo(ConnectionContext context, DestinationInfo info) throws Exception {
    if (context.getConnection() != null) {
      names.refuseCreation(info.getDestination());
      creations.limit(info.getDestination());
    }
    super.addDestinationInfo(context, info);
  }

  /** A message that nobody would get is refused before the broker confirms it. */
  @Override
  public void send(ProducerBrokerExchange producer, Message message) throws Exception {
    names.refuseMessage(message.getDestination());
    super.send(producer, message);
  }

  @Override
  public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
    String from = address(context.getConnection().getRemoteAddress());
    if (from == null) {
      super.addConnection(context, info); // from inside this JVM
      return;
    }
    signIns.check(from, info.getUserName());
    try {
      super.addConnection(context, info);
    } catch (SecurityException refused) {
      signIns.failed(from, info.getUserName());
      throw refused;
    }
  }

  /** AMQP signs in before it connects, and names the caller by its thread alone. */
  @Override
  public SecurityContext authenticate(
      String user, String password, X509Certificate[] certificates) {
    String address = address(Thread.currentThread().getName());
    String from = address == null ? UNKNOWN : address;
    signIns.check(from, user);
    try {
      return inner().authenticate(user, password, certificates);
    } catch (SecurityException refused) {
      signIns.failed(from, user);
      throw refused;
    }
  }

  /** Without users no client signs in. */
  @Override
  public Broker getAdaptor(Class<?> type) {
    boolean isForSignIns = type == AuthenticationBroker.class;
    return isForSignIns && inner() == null ? null : super.getAdaptor(type);
  }

  /** Failed sign-ins that count at the moment. */
  int failures(String address, String user) {
    return signIns.failures(address, user);
  }

  private AuthenticationBroker inner() {
    return getNext().getAdaptor(AuthenticationBroker.class) instanceof AuthenticationBroker next
        ? next
        : null;
  }

  /**
   * The network of the host in {@code tcp://host:port} or in the name of a thread that serves it,
   * or null.
   */
  private static String address(String text) {
    Matcher found = ADDRESS.matcher(text == null ? "" : text);
    return found.find() ? ClientNetwork.of(found.group(1)) : null;
  }
}
