package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.security.ConsoleAddresses;
import com.hexabuilders.onboarding.security.Guard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The two forms of the console: sign in, sign out. Plain HTML, no script, no style. */
@RestController
class SignInPages {

  private static final String POLICY =
      "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Partner onboarding</title></head>
      <body><main>
      <h1>Partner onboarding</h1>
      %s
      <form method="post" action="%s">
      <input type="hidden" name="_csrf" value="%s">
      %s
      </form>
      </main></body>
      </html>
      """;

  private static final String SIGN_IN =
      """
      <p><label>Name <input name="username" autocomplete="username" required autofocus></label></p>
      <p><label>Password <input name="password" type="password" autocomplete="current-password"
        required></label></p>
      <p><button>Sign in</button></p>
      """;

  private final Guard guard;

  SignInPages(Guard guard) {
    this.guard = guard;
  }

  /** The form to sign in; where everybody is local there is nothing to fill in. */
  @GetMapping("/login")
  ResponseEntity<String> signIn(
      HttpServletRequest request, HttpServletResponse response, CsrfToken token) {
    if (guard.everybodyIsLocal()) {
      return ResponseEntity.status(302).location(URI.create(ConsoleAddresses.HOME)).build();
    }
    boolean failed = "failed".equals(request.getQueryString());
    String told = failed ? "<p role=\"alert\">The name or the password is wrong.</p>" : "";
    return page(response, told, "/login", token, SIGN_IN);
  }

  /** The form to sign out; Hawtio leads to its own address for it. */
  @GetMapping({"/logout", "/actuator/hawtio/auth/logout"})
  ResponseEntity<String> signOut(HttpServletResponse response, CsrfToken token) {
    return page(response, "", "/logout", token, "<p><button>Sign out</button></p>");
  }

  /** The token was a cookie, so anybody may have written it. */
  private static ResponseEntity<String> page(
      HttpServletResponse response, String told, String action, CsrfToken token, String fields) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "same-origin"); // or browsers would hide a form's origin
    String shown = HtmlUtils.htmlEscape(token.getToken());
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .body(String.format(Locale.ROOT, PAGE, told, action, shown, fields));
  }
}
