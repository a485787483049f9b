/**
 * The database below all tables: its schema and migrations, connections that can write, checks at
 * the start, how long a transaction waits for a locked row, and its clock. It knows no saga.
 */
package com.hexabuilders.onboarding.saga.database;
