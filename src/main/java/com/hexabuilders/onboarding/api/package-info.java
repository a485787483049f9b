/**
 * The REST API: the beans behind the REST routes, and what all of them speak.
 *
 * <p>This package holds the caller, the request's object and the replies. {@code api.saga} shows
 * sagas and partners, {@code api.receipt} gives signed receipts, {@code api.letter} shows dead
 * letters, {@code api.act} takes what people do, and {@code api.health} says whether sagas can run.
 * Routes call the beans by name; routing and security write replies. The API reads the journal's
 * tables and never writes them: changes go through the saga and intake rooms.
 */
package com.hexabuilders.onboarding.api;
