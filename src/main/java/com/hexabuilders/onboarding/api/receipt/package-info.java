/**
 * Makes and checks signed receipts of sagas: what was done and undone, by whom and when.
 *
 * <p>Routes call {@code receiptApi}; the verb {@code verify} of the command line uses {@link
 * com.hexabuilders.onboarding.api.receipt.ReceiptCheck} without the application. A receipt has no
 * personal data and no text that a person typed. This package changes no table.
 */
package com.hexabuilders.onboarding.api.receipt;
