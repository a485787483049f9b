package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What logins cost: those who sign in little, those who guess their tries. */
class LoginsTest {

  private final AtomicLong now = new AtomicLong();
  private final VerifiedPasswords passwords = new VerifiedPasswords(now::get, 10);
  private final Limits failures = new Limits(3, Duration.ofMinutes(1));
  private final ConfiguredUsers users = new ConfiguredUsers(settings(), passwords, failures);

  @Test
  void the_right_password_signs_in_with_the_users_roles() {
    Authentication ann = users.authenticate(login("ann", "right", "10.0.0.1"));
    assertThat(ann.isAuthenticated()).isTrue();
    assertThat(ann.getAuthorities()).extracting("authority").containsExactly("ROLE_VIEWER");
    assertThat(ann.getCredentials()).isNull();
  }

  @Test
  void a_right_password_costs_no_try() {
    for (int i = 0; i < 5; i++) {
      now.addAndGet(Duration.ofSeconds(61).toNanos());
      assertThat(users.authenticate(login("ann", "right", "10.0.0.1")).isAuthenticated()).isTrue();
    }
  }

  @Test
  void guessing_is_over_after_a_few_tries_for_that_address_alone() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> users.authenticate(login("ann", "guess", "10.0.0.1")))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> users.authenticate(login("ann", "right", "10.0.0.1")))
        .isInstanceOf(LoginRefused.class)
        .extracting("status")
        .isEqualTo(429);
    assertThat(users.authenticate(login("ann", "right", "10.0.0.2")).isAuthenticated()).isTrue();
    assertThat(users.authenticate(login("ann", "right", "10.0.0.1")).isAuthenticated())
        .as("a password known to be right is not guessed")
        .isTrue();
  }

  @Test
  void another_address_of_the_same_ipv6_network_is_no_other_guesser() {
    for (int i = 0; i < 3; i++) {
      Authentication guess = login("ann", "guess", "2001:db8:0:1::" + i);
      assertThatThrownBy(() -> users.authenticate(guess))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> users.authenticate(login("ann", "right", "2001:db8:0:1::9")))
        .isInstanceOf(LoginRefused.class);
    assertThat(users.authenticate(login("ann", "right", "2001:db8:0:2::9")).isAuthenticated())
        .isTrue();
  }

  @Test
  void an_unknown_name_costs_a_try_too() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> users.authenticate(login("nobody", "x", "10.0.0.1")))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> users.authenticate(login("nobody", "x", "10.0.0.1")))
        .isInstanceOf(LoginRefused.class);
  }

  @Test
  void an_unknown_name_and_a_cheaper_hash_cost_as_much_time_as_the_dearest_hash() {
    VerifiedPasswords checked = new VerifiedPasswords(now::get, 12);
    long dearest = cost(checked, VerifiedPasswords.nobodys(12));
    assertThat(cost(checked, HASH)).isBetween(dearest / 2, dearest * 2);
    assertThat(settings().dearestHash()).isEqualTo(10);
    assertThat(settings(Map.of("ann", HASH, "bob", HASH.replace("$10$", "$12$"))).dearestHash())
        .isEqualTo(12);
  }

  @Test
  void a_password_longer_than_bcrypt_reads_is_refused_and_costs_a_try() {
    String longest = "p".repeat(72);
    String hash = "{bcrypt}" + new BCryptPasswordEncoder(10).encode(longest);
    List<String> paid = new ArrayList<>();
    assertThat(passwords.isRight("ann", longest + "x", hash, price(paid))).isFalse();
    String letters = "\u00e9".repeat(36); // of two bytes each
    String lettersHash = "{bcrypt}" + new BCryptPasswordEncoder(10).encode(letters);
    assertThat(passwords.isRight("ann", letters + "x", lettersHash, price(paid))).isFalse();
    assertThat(paid).hasSize(2);
    assertThat(passwords.isRight("ann", longest, hash, price(paid))).isTrue();
  }

  @Test
  void many_callers_at_once_pay_for_one_comparison_and_again_after_a_minute() throws Exception {
    List<String> paid = Collections.synchronizedList(new ArrayList<>());
    var threads = Executors.newFixedThreadPool(16);
    List<CompletableFuture<Boolean>> all =
        IntStream.range(0, 64)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> isRight(paid), threads))
            .toList();
    for (CompletableFuture<Boolean> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
    }
    threads.shutdown();
    assertThat(paid).hasSizeLessThanOrEqualTo(2);
    int before = paid.size();
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    isRight(paid);
    assertThat(paid).hasSize(before + 1);
  }

  @Test
  void a_bad_token_costs_a_try_and_then_its_answer_is_wait() throws Exception {
    Unauthorized entry = new Unauthorized(failures, Unauthorized.PASSWORD_OR_TOKEN);
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sagas");
      request.addHeader("Authorization", "Bearer x");
      MockHttpServletResponse response = new MockHttpServletResponse();
      entry.commence(request, response, new BadCredentialsException("secret cause"));
      answers.add(response.getStatus());
      assertThat(response.getContentAsString()).doesNotContain("secret cause");
      assertThat(response.getHeader("Retry-After") != null).isEqualTo(i == 3);
    }
    assertThat(answers).containsExactly(401, 401, 401, 429);
  }

  private boolean isRight(List<String> paid) {
    String hash = settings().users().get("ann").password();
    return passwords.isRight("ann", "right", hash, price(paid));
  }

  private static VerifiedPasswords.Price price(List<String> paid) {
    return new VerifiedPasswords.Price() {
      @Override
      public void pay() {
        paid.add("paid");
      }

      @Override
      public void giveBack() {}
    };
  }

  /** Time of this thread alone, so that a busy machine changes nothing. */
  private static long cost(VerifiedPasswords checked, String hash) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long begin = clock.getCurrentThreadCpuTime();
    checked.isRight("ann", "guess", hash, price(new ArrayList<>()));
    return clock.getCurrentThreadCpuTime() - begin;
  }

  private static Authentication login(String name, String password, String address) {
    var login = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    login.setDetails(new WebAuthenticationDetails(address, null));
    return login;
  }

  private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(10).encode("right");

  private static SecuritySettings settings() {
    return settings(Map.of("ann", HASH));
  }

  private static SecuritySettings settings(Map<String, String> hashes) {
    Map<String, SecuritySettings.User> known = new HashMap<>();
    hashes.forEach(
        (name, hash) -> known.put(name, new SecuritySettings.User(hash, Set.of("VIEWER"))));
    return new SecuritySettings(
        known,
        "roles",
        new SecuritySettings.RateLimit(0),
        3,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofHours(8));
  }
}
