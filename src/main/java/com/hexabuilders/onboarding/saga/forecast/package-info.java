/**
 * What would happen if a person acted on a saga. Every other room may ask. Nothing here writes,
 * sends or audits anything, and nothing here locks a row.
 */
package com.hexabuilders.onboarding.saga.forecast;
