/**
 * Exports: all sagas, log entries or acts that a filter means, as CSV or JSON.
 *
 * <p>Routes call the bean. It shows what the lists show, to the same callers. An export holds no
 * connection to the database while its reader takes what was read.
 */
package com.hexabuilders.onboarding.api.export;
