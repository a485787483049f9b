/**
 * The first and the last step of every REST route.
 *
 * <p>Routes call the beans. It reads no body.
 */
package com.hexabuilders.onboarding.routing.http;
