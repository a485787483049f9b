/**
 * Shows the running process through a console: Hawtio's pages and a restricted Jolokia. A list
 * names the management beans, what may be read of them and what may be done to them.
 *
 * <p>Browsers and scripts call this room over HTTP, past the security room's guards; no other room
 * does. The room asks the journal to record what a person does. It never touches a saga, a message
 * or Camel itself.
 */
package com.hexabuilders.onboarding.management;
