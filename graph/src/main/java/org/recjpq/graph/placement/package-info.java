/**
 * Where the ops of a training step run: on this machine, on several of its devices, or on several
 * machines. The parts of a batch are divided among them; variables, updates, ranking and
 * checkpoints stay with the first. The numbers that come out do not depend on the places.
 */
@NullMarked
package org.recjpq.graph.placement;

import org.jspecify.annotations.NullMarked;
