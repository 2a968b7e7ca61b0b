package org.recjpq.cluster.codes;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.recjpq.assignment.vectors.GaussianRows;
import org.recjpq.assignment.vectors.SpreadSvd;
import scala.Tuple2;

/**
 * The matrix of users × items on executors. A product is summed by item within each part first, and
 * parts are added up in their order, so that the same parts give the same bits.
 */
final class SpreadCounts implements SpreadSvd.Products {
  private final JavaSparkContext context;
  private final JavaRDD<UserCounts> users;
  private final int columns;
  private final long[] starts; // first user of each part
  private final long rows;

  /** The users in order of their rows; read once here, so they should be kept. */
  SpreadCounts(JavaSparkContext context, JavaRDD<UserCounts> users, int columns) {
    this.context = context;
    this.users = users;
    this.columns = columns;
    List<Long> sizes =
        users
            .mapPartitionsWithIndex(
                (part, some) -> {
                  long size = 0;
                  for (; some.hasNext(); some.next()) {
                    size++;
                  }
                  return List.of(size).iterator();
                },
                true)
            .collect();
    this.starts = new long[sizes.size()];
    long next = 0;
    for (int part = 0; part < starts.length; part++) {
      starts[part] = next;
      next += sizes.get(part);
    }
    this.rows = next;
  }

  /** Gives each user of a part a vector. */
  private interface Vectors extends Serializable {
    Function<UserCounts, double[]> of(int part);
  }

  /** A sum of one part for an item. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sum(int part, double[] values) implements Serializable {}

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
        part -> {
          GaussianRows.Reader reader = random.from(states[part]);
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
    double[] product = byItem(width, part -> user -> user.times(sent.value(), width));
    sent.destroy();
    return product;
  }

  @Override
  public double[] innerProducts(double[] right, int width) {
    Broadcast<double[]> sent = context.broadcast(right);
    List<double[]> parts =
        users
            .mapPartitions(
                some -> {
                  double[] sums = new double[width * width];
                  while (some.hasNext()) {
                    double[] row = some.next().times(sent.value(), width);
                    for (int i = 0; i < width; i++) {
                      for (int j = 0; j < width; j++) {
                        sums[i * width + j] += row[i] * row[j];
                      }
                    }
                  }
                  return List.of(sums).iterator();
                })
            .collect();
    sent.destroy();
    double[] sums = new double[width * width];
    parts.forEach(part -> add(part, sums, 0));
    return sums;
  }

  private static void add(double[] values, double[] sums, int offset) {
    for (int i = 0; i < values.length; i++) {
      sums[offset + i] += values[i];
    }
  }

  /** Sums the vectors of the users of each item, times how often they had it. */
  private double[] byItem(int width, Vectors vectors) {
    Function2<Integer, Iterator<UserCounts>, Iterator<Tuple2<Integer, Sum>>> ofPart =
        (part, some) -> sums(part, some, vectors.of(part), width);
    Iterator<Tuple2<Integer, double[]>> sums =
        users
            .mapPartitionsWithIndex(ofPart, true)
            .mapToPair(pair -> pair)
            .groupByKey(new HashPartitioner(Math.max(1, users.getNumPartitions())))
            .mapValues(SpreadCounts::inOrder)
            .map(pair -> pair)
            .toLocalIterator();
    double[] product = new double[Math.multiplyExact(columns, width)];
    while (sums.hasNext()) {
      Tuple2<Integer, double[]> sum = sums.next();
      System.arraycopy(sum._2(), 0, product, sum._1() * width, width);
    }
    return product;
  }

  private static Iterator<Tuple2<Integer, Sum>> sums(
      int part, Iterator<UserCounts> users, Function<UserCounts, double[]> vectors, int width) {
    Map<Integer, double[]> sums = new HashMap<>();
    while (users.hasNext()) {
      UserCounts user = users.next();
      double[] vector = vectors.apply(user);
      for (int i = 0; i < user.items().length; i++) {
        double[] sum = sums.computeIfAbsent(user.items()[i], item -> new double[width]);
        for (int k = 0; k < width; k++) {
          sum[k] += user.counts()[i] * vector[k];
        }
      }
    }
    return sums.entrySet().stream()
        .map(entry -> new Tuple2<>(entry.getKey(), new Sum(part, entry.getValue())))
        .iterator();
  }

  private static double[] inOrder(Iterable<Sum> parts) {
    Sum[] ordered =
        StreamSupport.stream(parts.spliterator(), false)
            .sorted(Comparator.comparingInt(Sum::part))
            .toArray(Sum[]::new);
    double[] sums = new double[ordered[0].values().length];
    Arrays.stream(ordered).forEach(part -> add(part.values(), sums, 0));
    return sums;
  }
}
