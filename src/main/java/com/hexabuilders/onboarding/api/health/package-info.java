/**
 * Says whether the application works: health, readiness, and the drain before the end.
 *
 * <p>Routing brings the probes of broker and routes; the security room closes the intake of
 * requests by the drain. It repairs nothing.
 */
package com.hexabuilders.onboarding.api.health;
