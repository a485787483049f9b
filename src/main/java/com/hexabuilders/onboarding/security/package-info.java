/**
 * Guards the HTTP edge: who may do what, what may come in at all, and that every answer is well
 * formed and safe.
 *
 * <p>The web server calls it; no other room does. It knows nothing of sagas and never reads the
 * meaning of a body.
 */
package com.hexabuilders.onboarding.security;
