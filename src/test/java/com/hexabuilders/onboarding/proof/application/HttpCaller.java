package com.hexabuilders.onboarding.proof.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls the application over real HTTP, and checks what every answer must have. */
public final class HttpCaller {

  /** Where sagas are started. */
  public static final String STARTS = "/sagas/partner-onboarding";

  /** A good start. */
  public static final String START =
      """
      {"partner_data": {"nombre": "TechSolutions Inc", "email": "contact@techsolutions.com",
       "telefono": "+1234567890", "tipo_partner": "EMPRESA"}, "correlation_id": "corr-1"}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  public HttpCaller(int port) {
    this.port = port;
  }

  /** One answer. */
  public record Answer(HttpResponse<String> response, JsonNode body) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  public Answer method(String method, String path, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.noBody()).build());
  }

  public Answer post(String path, String body, String... headers) {
    return post(path, BodyPublishers.ofString(body), "application/json", headers);
  }

  public Answer post(String path, BodyPublisher body, String type, String... headers) {
    HttpRequest.Builder request = request(path, headers).POST(body);
    return send(type == null ? request.build() : request.header("Content-Type", type).build());
  }

  public static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  /** An Authorization header with name and password. */
  public static String basic(String name, String password) {
    byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Sends these lines as they are and returns what is answered until the other side is silent. */
  public String raw(String... lines) throws IOException {
    return rawFrom("127.0.0.1", lines);
  }

  /** The same from another address of this machine. */
  public String rawFrom(String address, String... lines) throws IOException {
    InetAddress from = InetAddress.getByName(address);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0)) {
      String text = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.setSoTimeout(2000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return received(socket.getInputStream());
    }
  }

  private static String received(InputStream stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      stream.transferTo(bytes);
    } catch (SocketTimeoutException silent) {
      assertThat(bytes.size()).isPositive();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertThat(response.headers().allValues("X-Correlation-ID")).hasSize(1);
      assertThat(response.headers().map())
          .containsKeys("X-Content-Type-Options", "Content-Security-Policy")
          .doesNotContainKeys("Server", "X-Correlation-Given", "X-Other", "User-Agent");
      JsonNode body = isJson(response) ? JSON.readTree(response.body()) : null;
      if (body != null && !isStreamed(response)) {
        assertThat(response.headers().map()).containsKey("Content-Length");
      }
      Answer answer = new Answer(response, body);
      if (response.statusCode() >= 400) {
        checkProblem(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("No answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isStreamed(HttpResponse<String> response) {
    String path = response.uri().getPath();
    return path.startsWith("/actuator")
        || path.startsWith("/exports") && response.statusCode() == 200;
  }

  private static boolean isJson(HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return !response.body().isEmpty() && type.contains("json");
  }

  private static void checkProblem(Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode body = answer.body();
    assertThat(body.get("status").asInt()).isEqualTo(answer.status());
    assertThat(body.get("type").asText()).startsWith("urn:");
    assertThat(body.get("title").asText()).isNotBlank();
    assertThat(body.get("detail").asText()).isNotBlank().isEqualTo(body.get("error").asText());
    assertThat(body.get("correlation_id").asText()).isEqualTo(answer.header("X-Correlation-ID"));
    assertThat(body.get("instance").asText())
        .isEqualTo(answer.response().request().uri().getRawPath());
    assertThat(body.toString()).doesNotContain("Exception", "java.", "org.");
  }
}
