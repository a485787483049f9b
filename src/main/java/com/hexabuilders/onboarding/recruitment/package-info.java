/**
 * Recruitment setups of partners: how many jobs a contract lets them post, and in which fields.
 *
 * <p>Called by the routes through the bean {@code recruitment}, inside the caller's transaction. It
 * knows of other participants only the facts they announced, opens no transaction and sends no
 * message.
 */
package com.hexabuilders.onboarding.recruitment;
