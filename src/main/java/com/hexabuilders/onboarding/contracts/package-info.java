/**
 * Contracts of partners: what was agreed, at what commission, and whether it still holds.
 *
 * <p>Called by the routes through the bean {@code contracts}, inside the journal's transaction. It
 * knows of other participants the facts they announced, and of a partner its present state. It
 * opens no transaction and sends no message.
 */
package com.hexabuilders.onboarding.contracts;
