package com.hexabuilders.onboarding.proof.application;

import static java.util.Map.entry;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An issuer of tokens that serves its public key and signs good and bad tokens. */
public final class TokenIssuer {

  static final String NAME = "https://issuer.example";
  static final String AUDIENCE = "onboarding";

  private final RSAKey key = key();
  private final RSAKey foreign = key();
  private final HttpServer server;

  TokenIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  String keys() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** A good token of somebody with these roles. */
  public String token(String subject, String... roles) {
    return signed(claims(subject, roles).build(), key);
  }

  /** Tokens nobody must believe, by what is wrong with them; otherwise they are an ADMIN's. */
  public Map<String, String> bad() {
    JWTClaimsSet.Builder good = claims("eve", "ADMIN");
    Instant past = Instant.now().minus(Duration.ofMinutes(5));
    return Map.ofEntries(
        entry(
            "expired", signed(claims("eve", "ADMIN").expirationTime(Date.from(past)).build(), key)),
        entry(
            "wrong issuer",
            signed(claims("eve", "ADMIN").issuer("https://evil.example").build(), key)),
        entry("wrong audience", signed(claims("eve", "ADMIN").audience("billing").build(), key)),
        entry("wrong signature", signed(good.build(), foreign)),
        entry("not signed", new PlainJWT(good.build()).serialize()),
        entry("no end", signed(claims("eve", "ADMIN").expirationTime(null).build(), key)),
        entry("no subject", signed(claims(null, "ADMIN").build(), key)),
        entry("a user's name", signed(claims("ADMIN", "ADMIN").build(), key)),
        entry("a user's name in another case", signed(claims("aDMIN", "ADMIN").build(), key)),
        entry(
            "a name that cannot be seen", signed(claims("eve\u202E\u200B", "ADMIN").build(), key)),
        entry("no token", Algorithm.NONE.getName()));
  }

  private static JWTClaimsSet.Builder claims(String subject, String... roles) {
    return new JWTClaimsSet.Builder()
        .subject(subject)
        .issuer(NAME)
        .audience(AUDIENCE)
        .claim("realm_access", Map.of("roles", List.of(roles)))
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static String signed(JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
