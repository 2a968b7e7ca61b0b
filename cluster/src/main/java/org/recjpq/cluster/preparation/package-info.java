/**
 * Prepares logs for training by the executors of a cluster, with the result of a single machine. In
 * come logs and options, out go prepared folders.
 */
@NullMarked
package org.recjpq.cluster.preparation;

import org.jspecify.annotations.NullMarked;
