/** Archive and removal of old sagas. */
package com.hexabuilders.onboarding.saga.retention;
