package org.recjpq.training.tensorboard;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Charts of the Custom Scalars dashboard, in categories.
 *
 * <p>Source: TensorBoard, {@code plugins/custom_scalar/layout.proto}.
 *
 * @param categories in the order they are shown
 */
public record CustomLayout(List<Category> categories) {
  /**
   * Charts that are shown together.
   *
   * @param title above them
   * @param charts in the order they are shown
   */
  public record Category(String title, List<Chart> charts) {
    /** Charts under a title. */
    public static Category of(String title, Chart... charts) {
      return new Category(title, List.of(charts));
    }
  }

  /**
   * Curves in one chart.
   *
   * @param title above it
   * @param tags regular expressions, each for the whole tag of curves to show
   */
  public record Chart(String title, List<String> tags) {
    /** Curves under a title. */
    public static Chart of(String title, String... tags) {
      return new Chart(title, List.of(tags));
    }
  }

  ByteString toByteString() {
    ProtoMessage layout = new ProtoMessage();
    categories.forEach(category -> layout.message(2, message(category)));
    return layout.toByteString();
  }

  private static ProtoMessage message(Category category) {
    ProtoMessage message = new ProtoMessage().string(1, category.title());
    category.charts().forEach(chart -> message.message(2, message(chart)));
    return message;
  }

  private static ProtoMessage message(Chart chart) {
    ProtoMessage lines = new ProtoMessage();
    chart.tags().forEach(tag -> lines.string(1, tag + "$")); // TensorBoard matches beginnings
    return new ProtoMessage().string(1, chart.title()).message(2, lines);
  }
}
