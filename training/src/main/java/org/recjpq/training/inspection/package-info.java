/**
 * What a run or an export contains.
 *
 * <p>In: the folder of a run, or an export; neither is changed, nothing is trained, and the log is
 * not read. Out: settings, results, codes, memory and nearest items as one value. Start at {@link
 * org.recjpq.training.inspection.Inspection}.
 */
@NullMarked
package org.recjpq.training.inspection;

import org.jspecify.annotations.NullMarked;
