/** What a saga type is: its steps and their patience, derived from the route files. */
package com.hexabuilders.onboarding.saga.definition;
