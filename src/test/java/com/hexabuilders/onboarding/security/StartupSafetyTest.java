package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** An open door ends the start with one sentence that names the setting. */
class StartupSafetyTest {

  private static final String USER = "onboarding.security.users.ann.";
  private static final Map<String, String> HASHES = new ConcurrentHashMap<>();
  private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

  /** Local settings as they are by default. */
  private final MockEnvironment local =
      new MockEnvironment()
          .withProperty("server.address", "127.0.0.1")
          .withProperty("onboarding.broker.listen", "tcp://127.0.0.1:61616");

  /** Production settings that are in order. */
  private final MockEnvironment production =
      new MockEnvironment()
          .withProperty("server.address", "0.0.0.0")
          .withProperty(USER + "password", hash("correct horse battery"))
          .withProperty(USER + "roles", "VIEWER,OPERATOR")
          .withProperty("spring.datasource.username", "onboarding")
          .withProperty("spring.datasource.password", "s3cure-enough")
          .withProperty("onboarding.broker.url", "tcp://broker:61616")
          .withProperty("onboarding.broker.user", "application")
          .withProperty("onboarding.broker.password", "s3cure-too")
          .withProperty("onboarding.security.rate-limit.requests-per-second", "100")
          .withProperty("management.endpoints.web.exposure.include", "health, prometheus");

  StartupSafetyTest() {
    production.setActiveProfiles("production");
  }

  @Test
  void safe_settings_of_both_postures_start() {
    assertThatCode(() -> check(local)).doesNotThrowAnyException();
    assertThatCode(() -> check(production)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "server.address,0.0.0.0",
    "server.address,192.0.2.1",
    "server.address,''",
    "onboarding.broker.listen,tcp://0.0.0.0:61616",
    "onboarding.broker.listen,'tcp://127.0.0.1:61616,stomp://0.0.0.0:61613'",
    "management.server.port,9090"
  })
  void without_the_production_profile_nothing_leaves_loopback(String setting, String value) {
    assertThatThrownBy(() -> check(local.withProperty(setting, value)))
        .isInstanceOf(UnsafeSettings.class)
        .hasMessageContaining(setting);
  }

  @Test
  void a_list_of_doors_in_a_file_is_looked_at_too() {
    MockEnvironment listed = new MockEnvironment().withProperty("server.address", "127.0.0.1");
    listed.setProperty("onboarding.broker.listen[0]", "tcp://127.0.0.1:61616");
    assertThatCode(() -> check(listed)).doesNotThrowAnyException();
    listed.setProperty("onboarding.broker.listen[1]", "amqp://0.0.0.0:5672");
    assertThatThrownBy(() -> check(listed)).hasMessageContaining("amqp://0.0.0.0:5672");
  }

  @ParameterizedTest
  @CsvSource({
    "onboarding.broker.user,''",
    "management.endpoints.web.exposure.include,*",
    "management.endpoints.web.exposure.include,'health,env'",
    "management.endpoint.health.show-details,always",
    "server.servlet.session.cookie.secure,false",
    "onboarding.security.rate-limit.requests-per-second,0",
    "server.forward-headers-strategy,native",
    "server.forward-headers-strategy,FRAMEWORK",
    "server.tomcat.remoteip.internal-proxies,.*",
    "server.tomcat.remoteip.internal-proxies,10\\.0\\.0\\.1|.+",
    "server.tomcat.remoteip.internal-proxies,[",
    "server.tomcat.remoteip.trusted-proxies,.*",
    "spring.security.oauth2.resourceserver.jwt.jwk-set-uri,https://issuer/keys",
    "spring.security.oauth2.resourceserver.jwt.issuer-uri,http://issuer"
  })
  void production_names_what_is_missing_or_wide_open(String setting, String value) {
    MockEnvironment unsafe = production.withProperty(setting, value);
    if (setting.endsWith("issuer-uri")) {
      unsafe.setProperty(JWT + "audiences", "onboarding");
    }
    assertThatThrownBy(() -> check(unsafe))
        .isInstanceOf(UnsafeSettings.class)
        .hasMessageContaining(setting)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "server.forward-headers-strategy,native",
    "server.tomcat.remoteip.remote-ip-header,X-Forwarded-For",
    "server.tomcat.remoteip.protocol-header,X-Forwarded-Proto"
  })
  void headers_of_proxies_are_believed_only_of_proxies_that_are_named(
      String setting, String value) {
    for (MockEnvironment posture : List.of(local, production)) {
      MockEnvironment open = posture.withProperty(setting, value);
      assertThatThrownBy(() -> check(open)).hasMessageContaining("internal-proxies is not set");
      String proxies = "10\\.0\\.0\\.[12]|fd00:0:0:0:0:0:0:1";
      open.setProperty("server.tomcat.remoteip.internal-proxies", proxies);
      assertThatCode(() -> check(open)).doesNotThrowAnyException();
    }
  }

  @Test
  void production_needs_somebody_who_can_sign_in() {
    MockEnvironment nobody = new MockEnvironment();
    nobody.setActiveProfiles("production");
    assertThatThrownBy(() -> check(nobody))
        .hasMessageContaining("onboarding.security.users")
        .hasMessageContaining("issuer-uri");
    assertThatThrownBy(() -> check(nobody.withProperty(JWT + "issuer-uri", "https://issuer")))
        .hasMessageContaining("audiences");
    nobody.withProperty(JWT + "audiences", "x").setProperty(JWT + "jwk-set-uri", "http://issuer/x");
    assertThatThrownBy(() -> check(nobody)).hasMessageContaining("jwk-set-uri has to begin with");
  }

  @Test
  void production_refuses_passwords_that_everybody_tries_first() {
    for (String guess : new String[] {"ann", "password", "changeme"}) {
      assertThatThrownBy(() -> check(production.withProperty(USER + "password", hash(guess))))
          .hasMessageContaining(USER + "password is easy to guess");
    }
  }

  @ParameterizedTest
  @CsvSource({"spring.datasource.,username", "onboarding.broker.,user"})
  void production_refuses_secrets_that_everybody_tries_first(String owner, String user) {
    production.setProperty(owner + user, "Maria");
    String guesses =
        "password Passwort secret changeme change-me ADMIN root guest test 123456 12345678 sa"
            + " onboarding activemq postgres application mARIA";
    for (String guess : (" " + guesses).split(" ")) {
      production.setProperty(owner + "password", guess);
      assertThatThrownBy(() -> check(production))
          .as(guess)
          .hasMessageContaining(owner + "password is ");
    }
  }

  @Test
  void production_wants_a_password_for_the_embedded_brokers_listener_too() {
    production.setProperty("onboarding.broker.url", "");
    production.setProperty("onboarding.broker.user", "");
    production.setProperty("onboarding.broker.password", "");
    assertThatCode(() -> check(production)).doesNotThrowAnyException();
    production.setProperty("onboarding.broker.listen", "tcp://0.0.0.0:61616");
    assertThatThrownBy(() -> check(production)).hasMessageContaining("onboarding.broker.user");
  }

  @ParameterizedTest
  @CsvSource({
    "password,secret,is not a bcrypt hash",
    "password,{noop}secret,is not a bcrypt hash",
    "password,'',is not a bcrypt hash",
    "password,{bcrypt}$2a$09$spac29Ud//skWO/mJrF6LuenmM4IGCGGv98UAQ2OPVdEgbXjUejn.,from 10 to 16",
    "password,{bcrypt}$2a$17$spac29Ud//skWO/mJrF6LuenmM4IGCGGv98UAQ2OPVdEgbXjUejn.,from 10 to 16",
    "password,{bcrypt}$2a$10$spac29Ud//skWO/mJrF6LuenmM4IGCGGv98UAQ2OPVdEgbXjU%%%.,is not a bcrypt",
    "roles,KING,has to name some of CLIENT",
    "roles,'',has to name some of CLIENT"
  })
  void a_user_has_a_hash_and_known_roles(String field, String value, String why) {
    assertThatThrownBy(() -> check(production.withProperty(USER + field, value)))
        .rootCause()
        .isInstanceOf(UnsafeSettings.class)
        .hasMessageContaining(USER + field)
        .hasMessageContaining(why);
  }

  @Test
  void nobody_takes_the_name_of_the_local_caller() {
    local.setProperty("onboarding.security.users.local.password", hash("x"));
    assertThatThrownBy(() -> check(local)).rootCause().hasMessageContaining("not a user's name");
  }

  private static String hash(String password) {
    return HASHES.computeIfAbsent(
        password, text -> "{bcrypt}" + new BCryptPasswordEncoder(10).encode(text));
  }

  private static void check(MockEnvironment environment) {
    new StartupSafety(environment).postProcessBeanFactory(null);
  }
}
