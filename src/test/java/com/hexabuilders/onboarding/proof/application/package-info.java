/**
 * The application inside the test's own JVM, whole or its HTTP edge alone, and those who call it.
 *
 * <p>Tests of every room use it; it tests nothing itself. {@code WholeApplication} and {@code
 * HttpTest} name the only two Spring contexts.
 */
package com.hexabuilders.onboarding.proof.application;
