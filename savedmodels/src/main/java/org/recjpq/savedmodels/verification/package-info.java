/**
 * Looks whether an export is whole and answers as it should.
 *
 * <p>In: an export, and the scores of its model where these are at hand. Out: a failure that names
 * the first thing wrong. Start at {@link org.recjpq.savedmodels.verification.ExportVerification}.
 */
@NullMarked
package org.recjpq.savedmodels.verification;

import org.jspecify.annotations.NullMarked;
