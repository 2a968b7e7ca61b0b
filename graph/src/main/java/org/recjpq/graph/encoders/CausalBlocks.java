package org.recjpq.graph.encoders;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.recjpq.graph.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Learned positions and a stack of blocks, in which a position attends only to the items up to it.
 */
final class CausalBlocks {
  private final Positions positions;
  private final List<TransformerBlock> blocks;

  /**
   * Makes the blocks.
   *
   * @param positions those of the sequences
   * @param blocks number of blocks, at least 1
   * @param block makes a block by its number, from 0
   */
  CausalBlocks(Positions positions, int blocks, IntFunction<TransformerBlock> block) {
    Layers.requireAtLeastOne("blocks", blocks);
    this.positions = positions;
    this.blocks = IntStream.range(0, blocks).mapToObj(block).toList();
  }

  /**
   * Applies all blocks to every position.
   *
   * @param itemVectors [B, L, d]
   * @param mask [B, L], 1 for an item and 0 for padding
   * @return [B·L, d]
   */
  Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
    return through(tf, blocks, itemVectors, mask, dropout);
  }

  /**
   * The same for the last positions, without dropout: the last block, with its keys and values, is
   * applied only to them.
   *
   * @return [B, d]
   */
  Operand<TFloat32> applyToLast(Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
    int before = blocks.size() - 1;
    var rows = through(tf, blocks.subList(0, before), itemVectors, mask, Dropout.none());
    var x = tf.reshape(rows, tf.shape(itemVectors));
    var isItem = tf.expandDims(mask, tf.constant(1)); // [B, 1, L]
    var bias = AttentionPattern.Bias.allowing(tf, isItem);
    return blocks.get(before).applyToLast(tf.withSubScope("block"), x, bias);
  }

  private Operand<TFloat32> through(
      Ops tf,
      List<TransformerBlock> blocks,
      Operand<TFloat32> itemVectors,
      Operand<TFloat32> mask,
      Dropout dropout) {
    var shape = tf.shape(itemVectors);
    var length = tf.gather(shape, tf.constant(1), tf.constant(0));
    var pattern = new CausalPattern(tf, mask, length);
    var embedded = tf.math.add(itemVectors, positions.last(tf, length));
    Operand<TFloat32> x =
        tf.reshape(dropout.apply(tf, embedded), tf.constant(new int[] {-1, positions.dimension()}));
    for (TransformerBlock block : blocks) {
      x = block.apply(tf.withSubScope("block"), x, shape, pattern, dropout);
    }
    return x;
  }
}
