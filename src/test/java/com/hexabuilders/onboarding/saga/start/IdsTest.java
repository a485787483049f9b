package com.hexabuilders.onboarding.saga.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.StepCommand;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids keep together in an index what is made at the same time, and stay the same when repeated. */
class IdsTest {

  @Test
  void sagaIdsGrowWithTime() {
    List<String> ids = Stream.generate(SagaIds::next).limit(10_000).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(UUID.fromString(ids.get(0)).version()).isEqualTo(7);
  }

  @Test
  void rowsBeginAsTheirSagaAndAreToldApart() {
    String one = SagaIds.next();
    String other = SagaIds.next();
    StepCommand command = new StepCommand(one, "p1", "contract_creation", null, null);

    String contract = command.rowId("contract");
    assertThat(contract).startsWith(one.substring(0, 13)).hasSize(36).isNotEqualTo(one);
    assertThat(UUID.fromString(contract)).hasToString(contract);
    assertThat(command.rowId("contract")).isEqualTo(contract);
    assertThat(command.rowId("addendum")).isNotEqualTo(contract);
    assertThat(new StepCommand(one, "p1", "other_step", null, null).rowId("contract"))
        .isNotEqualTo(contract);
    assertThat(new StepCommand(other, "p1", "contract_creation", null, null).rowId("contract"))
        .isNotEqualTo(contract);
  }
}
