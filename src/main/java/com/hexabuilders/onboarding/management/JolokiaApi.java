package com.hexabuilders.onboarding.management;

import com.hexabuilders.onboarding.console.Caller;
import com.hexabuilders.onboarding.saga.Act;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.ManagementActs;
import com.hexabuilders.onboarding.saga.StepBroke;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import javax.management.ObjectName;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
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
 */
@RestController
class JolokiaApi {

  /** Most requests in one array. */
  private static final int MOST = 200;

  private final JolokiaAgent agent;
  private final ManagementActs acts;

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
      HttpServletRequest request) {
    Act.Actor by = ((Caller) request.getAttribute(Caller.ATTRIBUTE)).actor();
    Object asked = read(body);
    if (asked instanceof JSONObject one) {
      return one(one, options, by).toJSONString();
    }
    if (!(asked instanceof JSONArray many) || many.size() > MOST) {
      throw bad();
    }
    JSONArray answers = new JSONArray(many.size());
    for (Object one : many) {
      answers.add(one instanceof JSONObject object ? one(object, options, by) : unreadable());
    }
    return answers.toJSONString();
  }

  private JSONObject one(JSONObject body, Map<String, String> options, Act.Actor by) {
    try {
      if (body.containsKey("target")) {
        acts.refused(by, "the beans of another process");
        return JolokiaAgent.failure(403, "Beans of other processes are not reached from here.");
      }
      JolokiaRequest request = JolokiaAgent.understood(body, options);
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

  private JSONObject executed(JolokiaExecRequest request, Act.Actor by) {
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

  private static Object read(String body) {
    try {
      return new JSONParser().parse(body);
    } catch (ParseException | IOException | IllegalStateException e) {
      throw bad();
    }
  }

  private static JSONObject unreadable() {
    return JolokiaAgent.failure(400, "The request cannot be understood.");
  }

  private static ResponseStatusException bad() {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST);
  }
}
