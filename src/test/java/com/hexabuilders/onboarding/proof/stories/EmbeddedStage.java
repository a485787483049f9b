package com.hexabuilders.onboarding.proof.stories;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The jar as it runs by default, with broker and database inside, started once for all stories that
 * leave it running. An e-mail address may be used once only, so that the first step can refuse.
 */
final class EmbeddedStage implements BeforeAllCallback {

  private record Running(PackagedApp app) implements CloseableResource {
    @Override
    public void close() {
      app.close();
    }
  }

  private static PackagedApp app;

  static PackagedApp app() {
    return app;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    app =
        context
            .getRoot()
            .getStore(Namespace.create(EmbeddedStage.class))
            .getOrComputeIfAbsent(Running.class, key -> start(), Running.class)
            .app();
  }

  private static Running start() {
    return new Running(PackagedApp.start(new String[] {"--onboarding.policy.unique-email=reject"}));
  }
}
