/** Made-up requests and messages, sent to the application in this JVM; their seed is printed. */
package com.hexabuilders.onboarding.proof.fuzz;
