/**
 * What each process of a cluster has once: the model, and TensorFlow's native libraries. In come
 * the names of files that Spark has sent; out go loaded models.
 */
@NullMarked
package org.recjpq.cluster.executors;

import org.jspecify.annotations.NullMarked;
