/**
 * Shows dead letters without personal data, and takes a person's decision about one or many.
 *
 * <p>Routes call the beans; no package uses it.
 */
package com.hexabuilders.onboarding.api.letter;
