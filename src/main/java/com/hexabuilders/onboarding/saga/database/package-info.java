/**
 * The database below all tables: its schema, its migrations and its clock. This room makes
 * connections that can write, and checks the database at the start. It bounds how long a
 * transaction waits for a locked row. It reads no saga.
 */
package com.hexabuilders.onboarding.saga.database;
