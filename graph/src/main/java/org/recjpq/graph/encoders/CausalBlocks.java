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
    Ops last = block(tf, before);
    var x = last.reshape(rows, last.shape(itemVectors));
    var isItem = last.expandDims(mask, last.constant(1)); // [B, 1, L]
    var bias = AttentionPattern.Bias.allowing(last, isItem);
    return blocks.get(before).applyToLast(last, x, bias);
  }

  private Operand<TFloat32> through(
      Ops tf,
      List<TransformerBlock> blocks,
      Operand<TFloat32> itemVectors,
      Operand<TFloat32> mask,
      Dropout dropout) {
    Ops first = tf.withSubScope("positions");
    var shape = first.shape(itemVectors);
    var length = first.gather(shape, first.constant(1), first.constant(0));
    var pattern = new CausalPattern(tf.withSubScope("mask"), mask, length);
    var embedded = first.math.add(itemVectors, positions.last(first, length));
    Operand<TFloat32> x =
        first.reshape(
            dropout.apply(first, embedded), first.constant(new int[] {-1, positions.dimension()}));
    for (int i = 0; i < blocks.size(); i++) {
      x = blocks.get(i).apply(block(tf, i), x, shape, pattern, dropout);
    }
    return x;
  }

  private static Ops block(Ops tf, int number) {
    return tf.withSubScope("block_" + number);
  }
}
