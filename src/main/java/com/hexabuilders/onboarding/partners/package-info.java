/**
 * Partners: who they are, whether they are live, and the policies on their address and e-mail.
 *
 * <p>Called by the routes through the bean {@code partners} and by operators who suspend and
 * reinstate, inside the caller's transaction. Keeps personal data to its own table: announced
 * facts, history and warnings never carry any. Opens no transaction and sends no message.
 */
package com.hexabuilders.onboarding.partners;
