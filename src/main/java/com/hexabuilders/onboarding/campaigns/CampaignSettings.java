package com.hexabuilders.onboarding.campaigns;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this room under {@code onboarding}.
 *
 * @param currency ISO 4217 code of every budget; an unknown one stops the start
 */
@ConfigurationProperties("onboarding")
record CampaignSettings(@DefaultValue("USD") Currency currency) {}
