/**
 * Answers from the newest version of an export, following new versions.
 *
 * <p>In: the base directory of an export's versions, as TF Serving knows it. Out: answers of the
 * newest complete version. Start at {@link org.recjpq.savedmodels.reloading.ReloadingRecommender}.
 */
@NullMarked
package org.recjpq.savedmodels.reloading;

import org.jspecify.annotations.NullMarked;
