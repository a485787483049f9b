/**
 * What integration tests start outside their own JVM: the packaged jar, a broker and a PostgreSQL
 * that can be killed and started again on the same port and data.
 *
 * <p>Nothing here knows the application's classes; it sees what an operator sees.
 */
package com.hexabuilders.onboarding.proof.harness;
