/**
 * The broker: embedded or elsewhere, its limits, its connections and its health.
 *
 * <p>{@code activemq/activemq.xml} names {@link
 * com.hexabuilders.onboarding.routing.broker.BrokerGuard}, which a broker of its own loads too. It
 * handles no message.
 */
package com.hexabuilders.onboarding.routing.broker;
