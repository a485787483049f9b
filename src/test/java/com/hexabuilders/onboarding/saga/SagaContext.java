package com.hexabuilders.onboarding.saga;

import com.hexabuilders.onboarding.TestDatabases;
import com.hexabuilders.onboarding.saga.database.CheckedJdbcTemplate;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.deadletter.ReplayThread;
import com.hexabuilders.onboarding.saga.deadline.SweeperThread;
import com.hexabuilders.onboarding.saga.definition.Declarations;
import com.hexabuilders.onboarding.saga.definition.RouteDeclarations;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.TableStatisticsThread;
import com.hexabuilders.onboarding.saga.retention.RetentionThread;
import com.hexabuilders.onboarding.saga.start.StartReading;
import com.hexabuilders.onboarding.saga.tally.TallyThread;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans of the saga room on a database, with everything around it made up. */
final class SagaContext {

  private SagaContext() {}

  /** All beans, with the threads stopped. */
  static AnnotationConfigApplicationContext of(
      DataSource database,
      FakeParticipants participants,
      Announcer announcer,
      String... properties) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    JdbcTemplate jdbc = new CheckedJdbcTemplate(database);
    TestPropertyValues.of("onboarding.sweeper.period=1h", "onboarding.data-dir=./data")
        .and(properties)
        .applyTo(context);
    context.registerBean(JdbcTemplate.class, () -> jdbc);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(jdbc));
    context.getBeanFactory().registerSingleton("dataSource", jdbc.getDataSource());
    context.registerBean(
        TransactionTemplate.class,
        () ->
            TestDatabases.transactions(
                jdbc.getDataSource(), context.getBean(RunningTransactions.class)));
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(RouteDeclarations.class, () -> Declarations::threeSteps);
    context.registerBean(Participants.class, () -> participants);
    context.registerBean(Reviewer.class, () -> participants.reviewer("twos"));
    context.registerBean(PartnerStanding.class, participants::standing);
    for (String keeper : List.of("ones", "twos")) {
      context.registerBean(keeper, PersonalDataKeeper.class, () -> participants.keeper(keeper));
    }
    context.registerBean(Announcer.class, () -> announcer);
    context.registerBean(StartReading.class, FakeStartReading::new);
    context.scan(SagaWorld.class.getPackageName());
    context.refresh();
    context.getBean(SweeperThread.class).stop();
    context.getBean(ReplayThread.class).stop();
    context.getBean(RetentionThread.class).stop();
    context.getBean(TableStatisticsThread.class).stop();
    context.getBean(TallyThread.class).stop();
    return context;
  }
}
