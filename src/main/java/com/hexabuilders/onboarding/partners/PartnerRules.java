package com.hexabuilders.onboarding.partners;

import com.hexabuilders.onboarding.saga.Quoted;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Who may be registered, under the policies in force. Asks no clock and no database. */
@Component
@EnableConfigurationProperties(PartnerPolicies.class)
class PartnerRules {

  private static final Set<String> TIPOS = Set.of("INDIVIDUAL", "EMPRESA", "STARTUP", "FREELANCER");

  private final PartnerPolicies policies;

  PartnerRules(PartnerPolicies policies) {
    this.policies = policies;
  }

  /**
   * Judges all but the uniqueness of the e-mail.
   *
   * @param present the partner's row, null if it has none
   */
  Verdict judge(String sagaId, PartnerDetails details, PartnerRow present) {
    if (present != null && present.state() == PartnerState.SUSPENDIDO) {
      return Verdict.refused(
          "The partner is SUSPENDIDO, and an operator must reinstate it before it is onboarded.");
    }
    if (present != null && present.state().live() && !present.sagaId().equals(sagaId)) {
      return Verdict.refused(
          String.format(
              Locale.ROOT,
              "The partner is already %s from another onboarding, and a live partner is not registered again.",
              present.state()));
    }
    if (!TIPOS.contains(details.tipo())) {
      return Verdict.refused(
          String.format(
              Locale.ROOT,
              "Partner type %s is unknown; it must be INDIVIDUAL, EMPRESA, STARTUP or FREELANCER.",
              Quoted.code(details.tipo(), TIPOS.toArray())));
    }
    if (!details.storable()) {
      return Verdict.refused(
          "The partner's data contains a NUL or half of a character, which is not text.");
    }
    return policies(details);
  }

  /** Adds that another live partner has the e-mail. */
  Verdict emailTaken(Verdict verdict) {
    return verdict.broken(
        policies.uniqueEmail(),
        "The e-mail address already belongs to another live partner, and each has its own.");
  }

  private Verdict policies(PartnerDetails details) {
    Verdict verdict = Verdict.FINE;
    boolean company = details.tipo().equals("EMPRESA");
    if ((company || details.tipo().equals("STARTUP")) && !details.missingAddress().isEmpty()) {
      verdict =
          verdict.broken(
              policies.address(),
              String.format(
                  Locale.ROOT,
                  "A partner of type %s gives a full address; missing: %s.",
                  details.tipo(),
                  String.join(", ", details.missingAddress())));
    }
    if (company && FreeMail.holds(details.emailKey())) {
      verdict =
          verdict.broken(
              policies.freeMail(), "A partner of type EMPRESA does not use a free-mail address.");
    }
    return verdict;
  }
}
