/**
 * The crash-point explorer: runs a small set of sagas against every failpoint and every fault and
 * prove that nothing is lost, doubled or stuck. Nothing of it is in the packaged jar.
 */
package com.hexabuilders.onboarding.proof.explorer;
