/**
 * The first and the last step of every REST route.
 *
 * <p>Routes call the beans. It does not look into a body.
 */
package com.hexabuilders.onboarding.routing.http;
