/**
 * Names of settings and what the route files declare, checked before anything is made.
 *
 * <p>The other packages of routing use it. It knows neither Camel nor JMS.
 */
package com.hexabuilders.onboarding.routing.settings;
