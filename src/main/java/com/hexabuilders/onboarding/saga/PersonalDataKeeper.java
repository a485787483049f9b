package com.hexabuilders.onboarding.saga;

/**
 * Port: a participant with personal data of partners in its own tables. Every bean of this type is
 * called when an administrator erases a partner.
 */
public interface PersonalDataKeeper {

  /**
   * Overwrites what the participant keeps of this partner, within the transaction that audits the
   * act. A crash before its commit leaves everything as it was. What is erased already, or was
   * never there, is left alone.
   */
  void erase(String partnerId);
}
