/**
 * The memory of transitions, counted by the executors. In come prepared folders; out go memories.
 */
@NullMarked
package org.recjpq.cluster.transitions;

import org.jspecify.annotations.NullMarked;
