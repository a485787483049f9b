package com.hexabuilders.onboarding.saga;

/** A breakage whose message is a sentence of this product, fit to be shown. */
public interface OwnSentence {}
