package com.hexabuilders.onboarding.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.ShownId;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.UnstorableText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Makes RFC 9457 problems. Says what to do next; never shows a class, a stack or a query. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final String UNKEPT =
      "The database cannot keep a value of this request as it came; send another value.";

  private Problems() {}

  /** A problem with the usual title of its status. */
  public static Reply of(int status, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String title = title(status);
    body.put(
        "type",
        "urn:hexabuilders:problem:" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
    body.put("title", title).put("status", status).put("detail", detail).put("error", detail);
    return new Reply(status, Map.of("Content-Type", Reply.PROBLEM_JSON), body);
  }

  /** 400 naming every faulty field. */
  public static Reply invalid(List<FieldFault> faults) {
    String count = faults.size() == 1 ? "One field is" : faults.size() + " fields are";
    Reply reply = of(400, count + " not acceptable; see errors.");
    ArrayNode errors = ((ObjectNode) reply.body()).putArray("errors");
    faults.forEach(
        fault -> errors.addObject().put("field", fault.field()).put("message", fault.message()));
    return reply;
  }

  /** 400 naming one request parameter. */
  public static Reply invalid(String parameter, String message) {
    return invalid(List.of(new FieldFault(parameter, message)));
  }

  public static Reply notFound(String what) {
    return of(404, what);
  }

  public static Reply unavailable(String detail, int retryAfterSeconds) {
    return of(503, detail).with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /**
   * What a caller is told of an exception: 400 if a value it sent cannot be kept, 503 if the
   * database is away, else 500.
   */
  public static Reply failure(Throwable failure) {
    if (UnstorableText.isCauseOf(failure)) {
      LOG.warn("A request was refused because one of its values cannot be kept.");
      return of(400, failure instanceof UnstorableText said ? said.getMessage() : UNKEPT);
    }
    if (LockedOut.isCauseOf(failure)) {
      LOG.warn("A request failed because another transaction holds a row that it needs.");
      return unavailable(
          "Another transaction works on this saga or partner at the moment, so nothing was changed;"
              + " try again in some seconds.",
          2);
    }
    if (InfrastructureTrouble.isCauseOf(failure)) {
      LOG.warn("A request failed because the database did not answer it.");
      return unavailable("The database does not answer at the moment; try again later.", 2);
    }
    LOG.error("A request failed unexpectedly. {}", StepBroke.describe(failure));
    return of(500, "Something went wrong on our side; the logs name it by the correlation id.");
  }

  /** The problem completed with the address asked for and the name of the conversation. */
  public static Reply located(Reply reply, String instance, String correlationId) {
    ObjectNode body = reply.body().deepCopy();
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    body.properties()
        .forEach(
            field -> {
              ordered.set(field.getKey(), field.getValue());
              if (field.getKey().equals("detail")) {
                ordered
                    .put("instance", ShownId.of(instance))
                    .put("correlation_id", ShownId.of(correlationId));
              }
            });
    return new Reply(reply.status(), reply.headers(), ordered);
  }

  private static String title(int status) {
    if (status == 421) { // Spring names it after WebDAV, which took another number in the end
      return "Misdirected Request";
    }
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }
}
