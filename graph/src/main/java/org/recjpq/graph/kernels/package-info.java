/**
 * What a graph would do on a GPU, found out without one.
 *
 * <p>In: a graph, and TensorFlow's list of kernels. Out: the ops that have no kernel for GPUs, and
 * the tensors that would cross between the memories of processor and GPU. Start at {@link
 * org.recjpq.graph.kernels.GpuWalk}.
 */
@NullMarked
package org.recjpq.graph.kernels;

import org.jspecify.annotations.NullMarked;
