package com.hexabuilders.onboarding.saga;

/**
 * One fault of an input.
 *
 * @param field path of the field, e.g. {@code partner_data.documents[0].type}
 * @param message one plain sentence saying what is wrong and how to cure it; never repeats personal
 *     data
 */
public record FieldFault(String field, String message) {}
