package com.hexabuilders.onboarding.security;

/**
 * What guards every address, whichever way a caller signs in.
 *
 * @param rules who may do what
 * @param everybodyIsLocal whether there is no way to sign in and none is needed
 * @param limits of requests per caller, the same for all ways in; null: none
 */
public record Guard(AccessRules rules, boolean everybodyIsLocal, Limits limits) {}
