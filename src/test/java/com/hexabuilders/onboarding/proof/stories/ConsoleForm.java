package com.hexabuilders.onboarding.proof.stories;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The form with which people sign in to the console. */
final class ConsoleForm {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  ConsoleForm(int port) {
    address = URI.create("http://localhost:" + port + "/login");
  }

  HttpResponse<String> signIn(String name, String password) {
    String fields = "username=" + name + "&password=" + password + "&_csrf=t";
    try {
      return http.send(
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Cookie", "XSRF-TOKEN=t")
              .POST(BodyPublishers.ofString(fields))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
