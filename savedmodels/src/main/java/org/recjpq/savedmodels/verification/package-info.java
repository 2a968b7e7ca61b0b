/**
 * Checks that an export is complete and answers correctly.
 *
 * <p>In: an export, and the scores of its model if available. Out: a failure that names the first
 * problem. Start at {@link org.recjpq.savedmodels.verification.ExportVerification}.
 */
@NullMarked
package org.recjpq.savedmodels.verification;

import org.jspecify.annotations.NullMarked;
