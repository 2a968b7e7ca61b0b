/**
 * Prepared folders: what a training needs of a log, read, filtered and held out once, so that
 * trainings stream it from disk instead of holding it in memory.
 *
 * <p>In: a {@link org.recjpq.assignment.holdout.Holdout}, or the files that a cluster has written.
 * Out: a folder with a {@link org.recjpq.assignment.prepared.PreparedManifest}, and from it a
 * holdout whose sequences are mapped files. {@code docs/prepared.md} describes the format.
 */
@NullMarked
package org.recjpq.assignment.prepared;

import org.jspecify.annotations.NullMarked;
