package com.hexabuilders.onboarding.api.receipt;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What signs receipts, prefix {@code onboarding.receipt}.
 *
 * @param keyFile file of the private key; empty: {@code receipt-key.pem} in the data folder, made
 *     at the first start
 */
@ConfigurationProperties("onboarding.receipt")
record ReceiptSettings(@DefaultValue("") String keyFile) {}
