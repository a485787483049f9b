package com.hexabuilders.onboarding.partners;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code onboarding.policy.*}, each off, warn or reject.
 *
 * @param address EMPRESA and STARTUP give a full address
 * @param uniqueEmail an e-mail belongs to one live partner
 * @param freeMail an EMPRESA does not use a free-mail address
 */
@ConfigurationProperties("onboarding.policy")
record PartnerPolicies(
    @DefaultValue("warn") Policy address,
    @DefaultValue("warn") Policy uniqueEmail,
    @DefaultValue("warn") Policy freeMail) {}
