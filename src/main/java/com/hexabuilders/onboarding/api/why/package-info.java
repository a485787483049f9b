/**
 * Why a saga stands where it stands, in one sentence, with the evidence.
 *
 * <p>{@code Diagnosis} decides by what {@code Situations} has gathered; {@code WhyApi} answers.
 */
package com.hexabuilders.onboarding.api.why;
