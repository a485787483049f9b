package com.hexabuilders.onboarding.management;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.operator.ManagementActs;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.JolokiaWriteRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Jolokia over HTTP, POST only: one request, or an array of them. Whatever would change something
 * is in the audit before it happens, also if it is refused; if the audit takes no entry, nothing is
 * done. One reading of the body decides both what is recorded and what is done.
 *
 * <p>{@link JolokiaAnswers} bounds the memory that the answers take.
 */
@RestController
class JolokiaApi {

  /** Most requests in one array. */
  private static final int MOST = 200;

  private static final int AT_A_TIME = 2;
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final JolokiaAgent agent;
  private final ManagementActs acts;
  private final Semaphore permits = new Semaphore(AT_A_TIME);

  JolokiaApi(JolokiaAgent agent, ManagementActs acts) {
    this.agent = agent;
    this.acts = acts;
  }

  @PostMapping(
      path = {"/actuator/jolokia", "/actuator/hawtio/jolokia", "/actuator/hawtio/jolokia/"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  String answer(
      @RequestBody String body,
      @RequestParam Map<String, String> options,
      HttpServletRequest request)
      throws InterruptedException {
    AuditEntry.Actor by = ((Caller) request.getAttribute(Caller.ATTRIBUTE)).actor();
    Object asked = JolokiaBody.read(body).orElseThrow(JolokiaApi::bad);
    if (!permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
    }
    try {
      return answered(asked, options, by);
    } finally {
      permits.release();
    }
  }

  private String answered(Object asked, Map<String, String> options, AuditEntry.Actor by) {
    if (asked instanceof JSONObject one) {
      return one(one, options, by).toJSONString();
    }
    if (!(asked instanceof JSONArray many) || many.size() > MOST) {
      throw bad();
    }
    JolokiaAnswers answers = new JolokiaAnswers();
    for (Object one : many) {
      answers.add(
          one instanceof JSONObject object ? object : new JSONObject(),
          object -> one(object, options, by));
    }
    return answers.toJson();
  }

  private JSONObject one(JSONObject body, Map<String, String> options, AuditEntry.Actor by) {
    try {
      if (body.containsKey("target")) {
        acts.refused(by, "the beans of another process");
        return JolokiaAgent.failure(403, "Beans of other processes are not reached from here.");
      }
      JSONObject asked = JolokiaBody.wellFormed(body).orElse(null);
      if (asked == null) {
        return unreadable();
      }
      JolokiaRequest request = JolokiaAgent.understood(asked, options);
      if (request instanceof JolokiaExecRequest exec) {
        return executed(exec, by);
      }
      if (request instanceof JolokiaWriteRequest write) {
        String target = write.getObjectNameAsString() + " " + write.getAttributeName() + "=";
        acts.refused(by, target);
      }
      return agent.answer(request);
    } catch (InfrastructureTrouble | StepBroke e) {
      return JolokiaAgent.failure(503, "The audit cannot be written, so nothing was done.");
    } catch (BadRequestException | IllegalArgumentException e) {
      return unreadable();
    }
  }

  private JSONObject executed(JolokiaExecRequest request, AuditEntry.Actor by) {
    ObjectName bean = request.getObjectName();
    String operation = request.getOperation();
    if (ManagedBeans.isLook(bean, operation)) {
      return agent.answer(request);
    }
    String target = bean.getCanonicalName() + " " + operation;
    if (!ManagedBeans.isAct(bean, operation)) {
      acts.refused(by, target);
      return agent.answer(request);
    }
    String before = agent.state(bean);
    acts.begun(by, target, before);
    JSONObject answer = agent.answer(request);
    boolean done = Integer.valueOf(200).equals(answer.get("status"));
    acts.ended(by, target, before, agent.state(bean), done);
    return answer;
  }

  private static JSONObject unreadable() {
    return JolokiaAgent.failure(400, "The request cannot be understood.");
  }

  private static ResponseStatusException bad() {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST);
  }
}
