package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The picture of the flow shows the steps that the route files declare. */
class FlowPictureTest {

  @Test
  void the_picture_is_drawn_from_the_route_files() throws IOException {
    Path drawn = Path.of("target", "flow.svg");
    Files.writeString(drawn, FlowPicture.of(DeclaredStep.all()));
    assertThat(Path.of("docs", "flow.svg"))
        .as("The route files changed. Copy target/flow.svg to docs/flow.svg.")
        .hasSameTextualContentAs(drawn);
  }

  @Test
  void a_further_step_is_drawn_behind_the_others() {
    List<DeclaredStep> steps = new ArrayList<>(DeclaredStep.all());
    steps.add(new DeclaredStep("welcome_letter", "letters", "WelcomeLetterSent"));
    assertThat(FlowPicture.of(steps))
        .contains(">welcome_letter<", ">letters<", ">WelcomeLetterSent<", "width=\"1280\"");
  }
}
