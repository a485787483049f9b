package com.hexabuilders.onboarding.proof.stories;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The jar with PostgreSQL and its embedded broker, started once for all stories that leave it. */
final class PostgresStage implements BeforeAllCallback {

  private record Running(RealPostgres postgres, PackagedApp app) implements CloseableResource {
    @Override
    public void close() {
      app.close();
      postgres.close();
    }
  }

  private static Running running;

  static PackagedApp app() {
    return running.app();
  }

  static RealPostgres postgres() {
    return running.postgres();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(PostgresStage.class))
            .getOrComputeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private static Running start() {
    RealPostgres postgres = RealPostgres.start();
    PackagedApp app = PackagedApp.start(postgres.appArguments().toArray(String[]::new));
    return new Running(postgres, app);
  }
}
