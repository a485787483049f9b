/**
 * What people and programs see of sagas, and what they may ask for: the beans behind the REST
 * routes, their SQL reads and their replies.
 *
 * <p>Routes call the beans by name; routing and security write its replies. It reads the journal's
 * tables and never writes them: changes go through the ports of the saga and intake rooms.
 */
package com.hexabuilders.onboarding.console;
