package org.recjpq.assignment.growth;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.FileVectors;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * A new item lies where a vector of the user's, of its text or picture, says: a linear map from
 * such vectors to the model's is fitted to the known items by ridge regression, and applied to the
 * new ones.
 *
 * <p>Its vector is as certain as the map explains those of the known items: R², the share of their
 * variance, but at least a hundredth.
 *
 * <p>Source: Gantner et al., "Learning attribute-to-feature mappings for cold-start
 * recommendations", ICDM 2010.
 *
 * @param file vectors of known and new items; see {@link FileVectors}. Null in the default
 *     settings, but required
 * @param ids ids of the rows if that is a NumPy matrix, or null
 * @param ridge what is added to the squares, as a share of their mean; at least 0
 */
@AutoService(ItemPlacement.class)
public record ByItemVectors(@Nullable Path file, @Nullable Path ids, double ridge)
    implements ItemPlacement {
  private static final double LEAST_CERTAINTY = 0.01;

  /** Settings without a file, to be completed; with a slight ridge. */
  public ByItemVectors() {
    this(null, null, 1e-3);
  }

  /** The vectors of a file, with a slight ridge. */
  public ByItemVectors(@Nullable Path file, @Nullable Path ids) {
    this(file, ids, 1e-3);
  }

  /** Checks the ridge. */
  public ByItemVectors {
    if (!(ridge >= 0)) {
      throw new IllegalArgumentException("ridge must be at least 0, found " + ridge);
    }
  }

  @Override
  public String name() {
    return "item-vectors";
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if the file cannot be read, or has vectors of too few known items
   */
  @Override
  public Placements place(GrownItems items) {
    if (file == null) {
      throw new DataException("item vectors: expected a file, found none; name one");
    }
    VectorTable given =
        new FileVectors(file, ids, 0)
            .learn(
                new AssignmentInput(
                    items.sequences(), items.catalogue(), items.dimension(), items.seed()));
    DMatrixRMaj map = fitted(items, given);
    double explained = explained(items, given, map);
    Placements placed = new Placements(items);
    for (int item = 0; item < items.newItems(); item++) {
      int row = items.firstNew() + item;
      if (isGiven(given, row)) {
        placed.put(item, mapped(given, row, map), Math.max(LEAST_CERTAINTY, explained));
      }
    }
    return placed;
  }

  /** The map [d + 1, d], whose last row is a constant. */
  private DMatrixRMaj fitted(GrownItems items, VectorTable given) {
    int d = items.dimension();
    DMatrixRMaj squares = new DMatrixRMaj(d + 1, d + 1);
    DMatrixRMaj products = new DMatrixRMaj(d + 1, d);
    int known = 0;
    for (int item = 0; item < items.firstNew(); item++) {
      if (isGiven(given, item)) {
        known++;
        for (int i = 0; i <= d; i++) {
          double value = i == d ? 1 : given.get(item, i);
          for (int j = 0; j <= d; j++) {
            squares.add(i, j, value * (j == d ? 1 : given.get(item, j)));
          }
          for (int j = 0; j < d; j++) {
            products.add(i, j, value * items.known().get(item, j));
          }
        }
      }
    }
    if (known <= d) {
      throw new DataException(
          "%s: expected vectors of more than %d items that the model knows, to learn from, found %d; add them to the file"
              .formatted(file, d, known));
    }
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += squares.get(i, i) / d;
    }
    for (int i = 0; i < d; i++) {
      squares.add(i, i, Math.max(1e-12, ridge * trace));
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(d + 1);
    DMatrixRMaj map = new DMatrixRMaj(d + 1, d);
    if (!solver.setA(squares)) {
      throw new DataException(
          file + ": expected vectors that differ, found that all are alike; check the file");
    }
    solver.solve(products, map);
    return map;
  }

  /** R² over the known items. */
  private static double explained(GrownItems items, VectorTable given, DMatrixRMaj map) {
    int d = items.dimension();
    double[] means = new double[d];
    int known = 0;
    for (int item = 0; item < items.firstNew(); item++) {
      if (isGiven(given, item)) {
        known++;
        for (int k = 0; k < d; k++) {
          means[k] += items.known().get(item, k);
        }
      }
    }
    double all = 0;
    double left = 0;
    for (int item = 0; item < items.firstNew(); item++) {
      if (isGiven(given, item)) {
        double[] mapped = mapped(given, item, map);
        for (int k = 0; k < d; k++) {
          double value = items.known().get(item, k);
          all += Math.pow(value - means[k] / known, 2);
          left += Math.pow(value - mapped[k], 2);
        }
      }
    }
    return all == 0 ? 0 : 1 - left / all;
  }

  private static double[] mapped(VectorTable given, int row, DMatrixRMaj map) {
    int d = given.columns();
    double[] mapped = new double[d];
    for (int k = 0; k < d; k++) {
      double sum = map.get(d, k);
      for (int i = 0; i < d; i++) {
        sum += given.get(row, i) * map.get(i, k);
      }
      mapped[k] = sum;
    }
    return mapped;
  }

  /** Items without a vector have zeros. */
  private static boolean isGiven(VectorTable given, int row) {
    for (int k = 0; k < given.columns(); k++) {
      if (given.get(row, k) != 0) {
        return true;
      }
    }
    return false;
  }
}
