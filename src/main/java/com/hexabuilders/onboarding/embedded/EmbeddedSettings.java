package com.hexabuilders.onboarding.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the embedded database, prefix {@code onboarding.embedded}.
 *
 * @param acceptLossOf the time that a refused start named: what the database held then is given up.
 *     It holds for that loss alone, so a value that is left in place accepts no other.
 */
@ConfigurationProperties("onboarding.embedded")
public record EmbeddedSettings(@DefaultValue("") String acceptLossOf) {}
