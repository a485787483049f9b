package com.hexabuilders.onboarding.partners;

import java.util.Set;

/**
 * Mail providers that give anybody an address for nothing. The large ones of the world and of the
 * Spanish-speaking countries; an address there says nothing about a company.
 */
final class FreeMail {

  private static final Set<String> DOMAINS =
      Set.of(
          "aol.com",
          "fastmail.com",
          "gmail.com",
          "gmx.com",
          "gmx.de",
          "gmx.es",
          "googlemail.com",
          "hotmail.com",
          "hotmail.es",
          "icloud.com",
          "live.com",
          "mail.com",
          "mail.ru",
          "me.com",
          "msn.com",
          "outlook.com",
          "outlook.es",
          "proton.me",
          "protonmail.com",
          "qq.com",
          "terra.com",
          "web.de",
          "yahoo.com",
          "yahoo.com.ar",
          "yahoo.com.mx",
          "yahoo.es",
          "yandex.com",
          "yandex.ru",
          "zoho.com");

  private FreeMail() {}

  /** Whether a lower-cased address belongs to such a provider. */
  static boolean holds(String emailKey) {
    return DOMAINS.contains(emailKey.substring(emailKey.lastIndexOf('@') + 1));
  }
}
