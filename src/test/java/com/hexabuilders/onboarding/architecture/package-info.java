/**
 * The house rules as tests: who may know whom, how sources and routes are written. A rule that
 * stands in the way is changed here, with its reason, and not stepped around.
 */
package com.hexabuilders.onboarding.architecture;
