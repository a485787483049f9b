/**
 * Shows the running process through a console: Hawtio's pages, and Jolokia cut down to a list of
 * management beans, what may be read of them and what may be done to them.
 *
 * <p>Browsers and scripts call it over HTTP, past the security room's guards; no other room does.
 * It asks the journal to record what a person does, and never touches a saga, a message or Camel
 * itself.
 */
package com.hexabuilders.onboarding.management;
