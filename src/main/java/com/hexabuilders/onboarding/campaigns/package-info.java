/**
 * Campaign permissions of partners: what a contract lets them spend and run.
 *
 * <p>Called by the routes through the bean {@code campaigns}, inside the caller's transaction. It
 * knows of other participants only the facts they announced, opens no transaction and sends no
 * message.
 */
package com.hexabuilders.onboarding.campaigns;
