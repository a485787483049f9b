package com.hexabuilders.onboarding.partners;

/** Where a partner stands. */
enum PartnerState {
  ACTIVO,
  INACTIVO,
  SUSPENDIDO,
  ELIMINADO,
  VALIDADO;

  boolean live() {
    return this == ACTIVO || this == VALIDADO;
  }
}
