package com.hexabuilders.onboarding.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Navigation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Hawtio's pages, which talk to {@link JolokiaApi}. They are files; what else they ask their server
 * for (other ways to log in, plug-ins, a proxy to other processes) is not there.
 */
@RestController
class ConsolePages {

  private static final String ROOT = "/actuator/hawtio/";
  private static final String FILES = "hawtio-static/";
  private static final String OWN_SETTINGS = "console/hawtconfig.json";

  /** No dot at the beginning of a name, so no way out of the folder. */
  private static final Pattern FILE = Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*");

  /** As loose as the pages need: they write styles into elements, and draw pictures from data. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
          + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  /** The caller's name, by which the pages know that somebody is signed in. */
  @GetMapping(path = ROOT + "user", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> user(HttpServletRequest request) {
    Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
    return json(JsonNodeFactory.instance.textNode(caller.name()).toString());
  }

  /** By this the pages find where to send their requests; it asks no bean. */
  @GetMapping(path = ROOT + "jolokia", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> jolokiaIsHere() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("status", 200);
    answer.putObject("value").put("agent", "POST only");
    return json(answer.toString());
  }

  /** A file, or the page itself for an address that the page shows by itself. */
  @GetMapping(ROOT + "**")
  ResponseEntity<?> file(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    String name = path.length() < ROOT.length() ? "" : path.substring(ROOT.length());
    if (name.startsWith("jolokia/")) {
      throw new ResponseStatusException(HttpStatus.METHOD_NOT_ALLOWED);
    }
    Optional<Resource> file = name.equals("index.html") ? Optional.empty() : file(name);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "same-origin");
    if (file.isPresent()) {
      if (name.startsWith("static/")) { // such names change with the content
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=604800");
      }
      MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.TEXT_PLAIN);
      return ResponseEntity.ok()
          .contentType(type)
          .contentLength(file.get().contentLength())
          .body(new InputStreamResource(file.get().getInputStream())); // parts are not served
    }
    if (!Navigation.isOne(request, ROOT)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    Resource index = new ClassPathResource(FILES + "index.html");
    String page = index.getContentAsString(StandardCharsets.UTF_8).replace("/hawtio/", ROOT);
    return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(page);
  }

  private static Optional<Resource> file(String name) {
    if (name.equals("hawtconfig.json")) {
      return Optional.of(new ClassPathResource(OWN_SETTINGS));
    }
    return FILE.matcher(name).matches() && !name.endsWith(".map")
        ? Optional.<Resource>of(new ClassPathResource(FILES + name)).filter(Resource::isReadable)
        : Optional.empty();
  }

  private static ResponseEntity<byte[]> json(String text) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
