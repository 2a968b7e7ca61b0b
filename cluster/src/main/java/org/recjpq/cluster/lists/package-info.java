/**
 * Lists of items for many users by the executors of a cluster. In come tables of histories and an
 * export, out go tables of lists.
 */
@NullMarked
package org.recjpq.cluster.lists;

import org.jspecify.annotations.NullMarked;
