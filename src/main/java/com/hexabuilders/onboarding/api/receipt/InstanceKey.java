package com.hexabuilders.onboarding.api.receipt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The key with which this instance signs receipts: the file that the setting names, or one in the
 * data folder, made at the first start. A file that cannot be used ends the start.
 *
 * <p>If no file is named and none can be made, the application starts and gives no receipts. An
 * instance whose database and broker are elsewhere may have no folder to write to.
 */
@Component
@EnableConfigurationProperties(ReceiptSettings.class)
class InstanceKey {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceKey.class);
  private static final String NAME = "receipt-key.pem";

  private final SigningKey key;

  InstanceKey(ReceiptSettings settings, Environment environment) {
    this.key =
        settings.keyFile().isBlank()
            ? own(Path.of(environment.getRequiredProperty("onboarding.data-dir")))
            : new KeyFile(Path.of(settings.keyFile())).read();
  }

  /** The key; empty if there is none. */
  Optional<SigningKey> key() {
    return Optional.ofNullable(key);
  }

  private static SigningKey own(Path dataFolder) {
    KeyFile file = new KeyFile(dataFolder.resolve(NAME));
    if (!file.exists()) {
      try {
        file.make();
      } catch (IOException e) {
        LOG.warn(
            "There are no receipts, because no key can be made in {}: make the folder writable, or"
                + " set onboarding.receipt.key-file.",
            dataFolder.toAbsolutePath());
        return null;
      }
    }
    return file.read();
  }
}
