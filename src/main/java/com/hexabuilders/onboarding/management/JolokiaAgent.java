package com.hexabuilders.onboarding.management;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.backend.BackendManager;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaReadRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.JolokiaRequestFactory;
import org.jolokia.server.core.request.ProcessingParameters;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.service.impl.ClasspathServiceCreator;
import org.jolokia.server.core.service.impl.QuietLogHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Jolokia without its own front: answers one request about the beans of this process, and only
 * about those that {@link ListedBeansOnly} lets through. Opens no port, looks for no other agent,
 * calls no other process.
 */
@Component
class JolokiaAgent implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(JolokiaAgent.class);

  private static final String NOT_LISTED = "This is not on the list of what may be read or done.";

  /** Bounds of one answer, which a request may lower and not raise. */
  private static final String MOST_DEPTH = "15";

  private static final String MOST_ELEMENTS = "1000";
  private static final String MOST_OBJECTS = "100000";

  private final Restrictor listed;
  private final JolokiaServiceManager services;
  private final BackendManager beans;

  JolokiaAgent(Restrictor listed) {
    this.listed = listed;
    StaticConfiguration settings =
        new StaticConfiguration(
            ConfigKey.AGENT_ID,
            "console-" + System.identityHashCode(this),
            ConfigKey.DISABLE_DETECTORS,
            "true",
            ConfigKey.DISCOVERY_ENABLED,
            "false",
            ConfigKey.MAX_DEPTH,
            MOST_DEPTH,
            ConfigKey.MAX_COLLECTION_SIZE,
            MOST_ELEMENTS,
            ConfigKey.MAX_OBJECTS,
            MOST_OBJECTS,
            ConfigKey.ALLOW_ERROR_DETAILS,
            "false");
    services =
        JolokiaServiceManagerFactory.createJolokiaServiceManager(
            settings, new QuietLogHandler(), listed, null);
    services.addServices(new ClasspathServiceCreator(getClass().getClassLoader(), "services"));
    beans = new BackendManager(services.start());
  }

  @Override
  public void destroy() {
    services.stop();
  }

  /**
   * What is asked for. Everything that is asked of a listed bean without naming attributes means
   * those that may be read.
   *
   * @param options of all requests, e.g. {@code maxDepth}; unknown ones count as absent
   */
  static JolokiaRequest understood(JSONObject body, Map<String, String> options)
      throws BadRequestException {
    refuseNegatives(options);
    refuseNegatives(body.get("config") instanceof Map<?, ?> config ? config : Map.of());
    Map<ConfigKey, String> known = new EnumMap<>(ConfigKey.class);
    options.forEach(
        (name, value) -> {
          ConfigKey key = ConfigKey.getRequestConfigKey(name);
          if (key != null) {
            known.put(key, value);
          }
        });
    ProcessingParameters parameters = new ProcessingParameters(known);
    JolokiaRequest request = JolokiaRequestFactory.createPostRequest(body, parameters);
    if (request instanceof JolokiaReadRequest read && body.get("attribute") == null) {
      JSONArray readable = new JSONArray(30);
      ManagedBeans.kind(read.getObjectName()).ifPresent(k -> readable.addAll(k.attributes()));
      if (!readable.isEmpty()) {
        body.put("attribute", readable);
        return JolokiaRequestFactory.createPostRequest(body, parameters);
      }
    }
    return request;
  }

  /** A negative bound means none to Jolokia, whatever its settings say. */
  private static void refuseNegatives(Map<?, ?> options) throws BadRequestException {
    if (options.values().stream().anyMatch(value -> value.toString().strip().startsWith("-"))) {
      throw new BadRequestException("negative");
    }
  }

  /** Jolokia's answer; what went wrong is a status and a sentence in it, without internals. */
  JSONObject answer(JolokiaRequest request) {
    if (!listed.isTypeAllowed(request.getType())) { // Jolokia asks for some types only
      return failure(403, "Requests of this type are not answered.");
    }
    if (request instanceof JolokiaReadRequest read && !isListed(read)) {
      return failure(403, NOT_LISTED);
    }
    try {
      return beans.handleRequest(request);
    } catch (SecurityException e) {
      return failure(403, NOT_LISTED);
    } catch (InstanceNotFoundException | AttributeNotFoundException e) {
      return failure(404, "There is no such bean or attribute.");
    } catch (BadRequestException | IllegalArgumentException e) {
      return failure(400, "The request cannot be understood.");
    } catch (JMException | IOException | EmptyResponseException | RuntimeException e) {
      LOG.warn("A management bean could not do what it was asked: {}", e.toString());
      return failure(500, "The bean could not do this; the log says why.");
    }
  }

  /**
   * Decided before Jolokia sees it: of a pattern, or of several attributes, it would call
   * everything there is and hold back only the values.
   */
  private static boolean isListed(JolokiaReadRequest read) {
    List<String> asked =
        read.isMultiAttributeMode()
            ? read.getAttributeNames()
            : Collections.singletonList(read.getAttributeName());
    return !read.getObjectName().isPattern()
        && ManagedBeans.kind(read.getObjectName())
            .filter(kind -> asked != null && kind.attributes().containsAll(asked))
            .isPresent();
  }

  /** The state that a bean says it is in; null if it says none. */
  String state(ObjectName bean) {
    try {
      return String.valueOf(ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "State"));
    } catch (JMException | RuntimeException e) {
      return null;
    }
  }

  /** An answer that is only a status and a sentence. */
  static JSONObject failure(int status, String sentence) {
    JSONObject answer = new JSONObject();
    answer.put("status", status);
    answer.put("error_type", "refused");
    answer.put("error", sentence);
    return answer;
  }
}
