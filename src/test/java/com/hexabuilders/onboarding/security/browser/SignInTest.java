package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.proof.application.HttpApp;
import com.hexabuilders.onboarding.proof.application.Users;
import com.hexabuilders.onboarding.proof.application.WithManagement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test against the HTTP edge with a user and tokens for every role, see {@link Users}; all
 * such tests share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = HttpApp.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "onboarding.data-dir=target/http-${test.fork:1}",
      "spring.datasource.url=jdbc:h2:mem:access;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
      "camel.main.routes-include-pattern=classpath:routes/api*.camel.yaml,classpath:routes/errors.camel.yaml",
      "management.prometheus.metrics.export.enabled=true",
      "server.forward-headers-strategy=native",
      "server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.2",
      "onboarding.security.failed-logins-per-minute=100000",
      "onboarding.security.roles-claim=realm_access.roles"
    })
@ContextConfiguration(initializers = {Users.class, WithManagement.class})
public @interface SignInTest {

  /** The one address whose forwarded headers are believed. */
  String PROXY = "127.0.0.2";
}
