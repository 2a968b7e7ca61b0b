/**
 * Training by processes that the tasks of a Spark stage start: Spark places them, TensorFlow
 * computes. In come the options of {@code recjpq train}, out comes a run.
 */
@NullMarked
package org.recjpq.cluster.training;

import org.jspecify.annotations.NullMarked;
