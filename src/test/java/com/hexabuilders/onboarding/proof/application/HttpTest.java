package com.hexabuilders.onboarding.proof.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** Runs a test against the HTTP edge on a free port; all such tests share one application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = WithManagement.class)
@Tag("application")
@SpringBootTest(
    classes = HttpApp.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "onboarding.data-dir=target/http-${test.fork:1}",
      "spring.datasource.url=jdbc:h2:mem:http;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
      "onboarding.security.body-timeout=2s",
      "onboarding.security.header-timeout=2s",
      "server.tomcat.connection-timeout=2s",
      "camel.main.routes-include-pattern=classpath:routes/api*.camel.yaml,classpath:routes/errors.camel.yaml"
    })
public @interface HttpTest {}
