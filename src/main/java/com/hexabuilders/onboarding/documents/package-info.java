/**
 * Document packages of partners: which documents a contract needs, and whether each was verified,
 * by rule or by a person.
 *
 * <p>Called by the routes through the bean {@code documents} and by reviewers, inside the caller's
 * transaction. Keeps metadata, never files; knows of other participants only the facts they
 * announced, opens no transaction and sends no message.
 */
package com.hexabuilders.onboarding.documents;
