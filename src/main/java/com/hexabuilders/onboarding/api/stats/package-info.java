/**
 * Numbers over all sagas, and what a saga of a type looks like.
 *
 * <p>Begin with {@code StatsApi}.
 */
package com.hexabuilders.onboarding.api.stats;
