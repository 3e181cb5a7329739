package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderJarIT {

  @Test
  void thePackagedParticipantsServeTheOrderSample(@TempDir Path data) throws Exception {
    List<String> jar = List.of("-jar", "target/meanwhile-participants.jar", "order");
    try (OrderProcess participants = new OrderProcess(data, 10, jar)) {
      assertThat(participants.book("reserved")).isZero();
      participants.control("shipping", "slow");
    }
  }
}
