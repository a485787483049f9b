package com.hexabuilders.onboarding.partners;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {

  @Test
  void shows_no_more_than_the_first_letter_of_a_text() {
    assertThat(Mask.text("TechSolutions Inc")).isEqualTo("T***");
    assertThat(Mask.text("𠀀𠀁")).isEqualTo("𠀀***");
    assertThat(Mask.text("")).isEmpty();
    assertThat(Mask.text(null)).isNull();
  }

  @Test
  void shows_first_letter_and_top_level_domain_of_an_email() {
    assertThat(Mask.email("contact@techsolutions.com")).isEqualTo("c***@***.com");
    assertThat(Mask.email("no address")).isEqualTo("***");
    assertThat(Mask.email("a.b@localhost")).isEqualTo("***");
  }

  @Test
  void shows_the_last_two_digits_of_a_telephone_number() {
    assertThat(Mask.telephone("+57 (1) 234-56-78")).isEqualTo("***78");
    assertThat(Mask.telephone("12")).isEqualTo("***");
  }
}
