/**
 * The Camel component {@code jms-batch}: reads a queue in batches and commits each with its
 * effects.
 *
 * <p>Routes name the component and the beans. It decides nothing about sagas.
 */
package com.hexabuilders.onboarding.routing.batch;
