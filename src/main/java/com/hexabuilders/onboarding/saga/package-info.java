/**
 * The saga journal: starts, steps, undo, deadlines and dead letters of every saga, in one database.
 *
 * <p>Participants may use the commands, outcomes and claims; routing, intake and api may use the
 * public services. This room knows no Camel, no JMS and no HTTP, and never decides a business rule.
 */
package com.hexabuilders.onboarding.saga;
