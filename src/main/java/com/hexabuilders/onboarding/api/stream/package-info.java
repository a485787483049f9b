/**
 * Server-sent events of saga changes, of all instances.
 *
 * <p>{@code StreamThread} reads the journal while somebody listens; no saga knows of listeners.
 * Begin there.
 */
package com.hexabuilders.onboarding.api.stream;
