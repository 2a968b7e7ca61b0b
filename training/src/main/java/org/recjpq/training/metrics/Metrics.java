package org.recjpq.training.metrics;

import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.parts.Parts;

/** Parses metrics. */
public final class Metrics {
  private static final char CUTOFF = '@';

  private Metrics() {}

  /**
   * A metric of ranks by its key.
   *
   * @param text a name, or {@code name@k} for the first k positions: {@code ndcg@10}, {@code mrr}.
   *     Without a k the metric has its defaults. Instead of a name, the class name of a metric on
   *     the class path
   * @throws DataException if there is no such metric
   */
  public static Metric parse(String text) {
    return parse(Metric.class, text);
  }

  /**
   * A metric of lists by its key.
   *
   * @param text as in {@link #parse(String)}: {@code coverage@10}
   * @throws DataException if there is no such metric
   */
  public static ListMetric parseList(String text) {
    return parse(ListMetric.class, text);
  }

  static <M extends Measure> M parse(Class<M> kind, String text) {
    int cut = text.indexOf(CUTOFF);
    M metric = withDefaults(kind, cut < 0 ? text : text.substring(0, cut));
    if (cut < 0) {
      return metric;
    }
    try {
      return kind.cast(metric.at(Integer.parseInt(text.substring(cut + 1))));
    } catch (NumberFormatException noNumber) {
      throw new DataException(
          ("%s: expected a whole number of positions after the @, such as %s@10, found %s; correct"
                  + " it")
              .formatted(kind.getSimpleName(), metric.name(), text),
          noNumber);
    } catch (IllegalArgumentException refused) {
      throw new DataException(
          "%s: %s: %s".formatted(kind.getSimpleName(), text, refused.getMessage()), refused);
    }
  }

  private static <M extends Measure> M withDefaults(Class<M> kind, String name) {
    M known = Parts.find(kind, name).orElse(null);
    if (known != null) {
      return known;
    }
    Class<? extends M> type = Parts.type(kind, name);
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException none) {
      throw new DataException(
          ("%s: expected a class with a public constructor without parameters, found %s; give its"
                  + " settings as an object with this name as type")
              .formatted(kind.getSimpleName(), name),
          none);
    }
  }
}
