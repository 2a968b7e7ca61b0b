/**
 * Many trainings that differ in a few settings, and what they show together.
 *
 * <p>In: a {@link StudyFile}, from which {@link StudyPlan} makes points. {@link StudyRunner} trains
 * each as a run in a folder of its own, by a process of its own, so that one that fails, or is
 * killed, does not end the others. Out: {@link StudyResults}, from which {@link StudyTables} and
 * {@link StudyPage} are written.
 */
@NullMarked
package org.recjpq.program.studies;

import org.jspecify.annotations.NullMarked;
