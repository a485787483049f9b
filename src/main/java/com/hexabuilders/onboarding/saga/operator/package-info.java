/** What people do with sagas and partners, and the audit log of it. */
package com.hexabuilders.onboarding.saga.operator;
