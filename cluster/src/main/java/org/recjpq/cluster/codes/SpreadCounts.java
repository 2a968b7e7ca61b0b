package org.recjpq.cluster.codes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.recjpq.assignment.vectors.GaussianRows;
import org.recjpq.assignment.vectors.SpreadSvd;
import scala.Tuple2;

/**
 * The matrix of users × items on executors. A product is summed by item within each block of users
 * first, and blocks are added up in their order, so that the same blocks give the same bits.
 */
final class SpreadCounts implements SpreadSvd.Products {
  /** Sums that are fetched at once. */
  private static final int SMALL = 1 << 24;

  private final JavaSparkContext context;
  private final JavaRDD<UserBlock> users;
  private final int columns;
  private final Map<Place, Integer> order = new HashMap<>(); // of the blocks
  private final long[] starts; // first user of each block, in this order
  private final long rows;

  /** Where a block begins. */
  private record Place(String file, long row) implements Serializable {
    static Place of(UserBlock block) {
      return new Place(block.file(), block.row());
    }
  }

  /** The users in blocks; read once here, so they should be kept. */
  SpreadCounts(JavaSparkContext context, JavaRDD<UserBlock> users, int columns) {
    this.context = context;
    this.users = users;
    this.columns = columns;
    List<Tuple2<Place, Integer>> blocks =
        new ArrayList<>(users.map(block -> new Tuple2<>(Place.of(block), block.users())).collect());
    blocks.sort(
        Comparator.comparing((Tuple2<Place, Integer> block) -> block._1().file())
            .thenComparing(block -> block._1().row()));
    this.starts = new long[blocks.size()];
    long next = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = next;
      next += blocks.get(i)._2();
      order.put(blocks.get(i)._1(), i);
    }
    this.rows = next;
  }

  /** Gives each user of a block a vector. */
  private interface Vectors extends Serializable {
    /** Users are asked for one after another; the vector is valid until the next one. */
    UserVector of(UserBlock block, int number);
  }

  /** Gives the next user of a block a vector. */
  private interface UserVector {
    double[] of(int user);
  }

  /** The sums of a block for some items. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sums(int block, int[] items, double[] values) implements Serializable {}

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double[] ofTransposed(GaussianRows random) {
    long[] states = random.states(starts);
    return byItem(
        random.width(),
        (block, number) -> {
          GaussianRows.Reader reader = random.from(states[number]);
          double[] row = new double[random.width()];
          return user -> {
            reader.next(row);
            return row;
          };
        });
  }

  @Override
  public double[] ofGram(double[] right, int width) {
    Broadcast<double[]> sent = context.broadcast(right);
    double[] product =
        byItem(
            width,
            (block, number) -> {
              double[] row = new double[width];
              return user -> {
                block.times(user, sent.value(), width, row);
                return row;
              };
            });
    sent.destroy();
    return product;
  }

  @Override
  public double[] innerProducts(double[] right, int width) {
    Broadcast<double[]> sent = context.broadcast(right);
    List<Tuple2<Place, double[]>> blocks =
        users
            .map(block -> new Tuple2<>(Place.of(block), squares(block, sent.value(), width)))
            .collect();
    sent.destroy();
    double[] sums = new double[width * width];
    blocks.stream()
        .sorted(Comparator.comparing(block -> number(order, block._1())))
        .forEach(block -> add(block._2(), 0, sums, 0, sums.length));
    return sums;
  }

  private static double[] squares(UserBlock block, double[] right, int width) {
    double[] sums = new double[width * width];
    double[] row = new double[width];
    for (int user = 0; user < block.users(); user++) {
      block.times(user, right, width, row);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          sums[i * width + j] += row[i] * row[j];
        }
      }
    }
    return sums;
  }

  private static int number(Map<Place, Integer> order, Place place) {
    return Objects.requireNonNull(order.get(place), "a block that was not there before");
  }

  private static void add(double[] values, int from, double[] sums, int offset, int count) {
    for (int i = 0; i < count; i++) {
      sums[offset + i] += values[from + i];
    }
  }

  /** Sums the vectors of the users of each item, times how often they had it. */
  private double[] byItem(int width, Vectors vectors) {
    int most = Math.max(1, users.getNumPartitions());
    int chunk = (columns + most - 1) / most; // items that are added up in one place
    Map<Place, Integer> numbers = order;
    int all = columns;
    JavaPairRDD<Integer, double[]> added =
        users
            .flatMapToPair(
                block -> sums(block, number(numbers, Place.of(block)), vectors, width, chunk))
            .groupByKey(new HashPartitioner(most))
            .mapToPair(
                pair -> {
                  int from = pair._1() * chunk;
                  int count = Math.min(chunk, all - from);
                  return new Tuple2<>(pair._1(), inOrder(pair._2(), from, count, width));
                });
    double[] product = new double[Math.multiplyExact(columns, width)];
    Iterator<Tuple2<Integer, double[]>> parts =
        product.length <= SMALL ? added.collect().iterator() : added.toLocalIterator();
    while (parts.hasNext()) {
      Tuple2<Integer, double[]> part = parts.next();
      System.arraycopy(part._2(), 0, product, part._1() * chunk * width, part._2().length);
    }
    return product;
  }

  /** The sums of a block, by the place where they are added up. */
  private static Iterator<Tuple2<Integer, Sums>> sums(
      UserBlock block, int number, Vectors vectors, int width, int chunk) {
    double[] sums = new double[Math.multiplyExact(block.dictionary().length, width)];
    UserVector vector = vectors.of(block, number);
    for (int user = 0; user < block.users(); user++) {
      block.addTo(sums, user, vector.of(user));
    }
    List<Tuple2<Integer, Sums>> parts = new ArrayList<>();
    int[] items = block.dictionary();
    for (int from = 0; from < items.length; ) {
      int part = items[from] / chunk;
      int to = from;
      while (to < items.length && items[to] / chunk == part) {
        to++;
      }
      parts.add(
          new Tuple2<>(
              part,
              new Sums(
                  number,
                  Arrays.copyOfRange(items, from, to),
                  Arrays.copyOfRange(sums, from * width, to * width))));
      from = to;
    }
    return parts.iterator();
  }

  private static double[] inOrder(Iterable<Sums> blocks, int first, int count, int width) {
    double[] sums = new double[Math.multiplyExact(count, width)];
    StreamSupport.stream(blocks.spliterator(), false)
        .sorted(Comparator.comparingInt(Sums::block))
        .forEach(
            block -> {
              for (int i = 0; i < block.items().length; i++) {
                int offset = (block.items()[i] - first) * width;
                add(block.values(), i * width, sums, offset, width);
              }
            });
    return sums;
  }
}
