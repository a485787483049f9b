/**
 * What the embedded database lacks to keep a transaction whole when its process is killed.
 *
 * <p>One decision: who may work in it when. It knows JDBC and H2 and nothing of sagas.
 */
package com.hexabuilders.onboarding.embedded;
