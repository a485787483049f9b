/**
 * The only room that knows Camel and JMS: what the YAML routes refer to by name, the batch
 * consumer, the broker and the command-line tools.
 *
 * <p>It calls the other rooms; none of them calls it. It never decides what a message means.
 */
package com.hexabuilders.onboarding.routing;
