package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a participant shows of a partner: its rows as they stand, personal data masked. */
public interface ParticipantView {

  /** Name of the section in the partner's view, e.g. {@code contract}. */
  String section();

  /** The participant's present state for this partner, empty if it has no row. */
  Optional<JsonNode> view(String partnerId);

  /** The same with personal data unmasked, for those who may see it; audited by the caller. */
  default Optional<JsonNode> revealed(String partnerId) {
    return view(partnerId);
  }
}
