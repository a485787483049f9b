/**
 * The verbs of the jar: drop a start request, watch events, install the application, help.
 *
 * <p>The main class calls it. It starts neither Spring nor Camel.
 */
package com.hexabuilders.onboarding.routing.command;
