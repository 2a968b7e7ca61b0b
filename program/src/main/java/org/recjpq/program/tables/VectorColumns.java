package org.recjpq.program.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;

/**
 * The columns of a Parquet file that have item vectors.
 *
 * @param id the items
 * @param numbers one column of lists, or a column for each number
 */
record VectorColumns(ColumnDescriptor id, List<ColumnDescriptor> numbers) {
  VectorColumns {
    numbers = List.copyOf(numbers);
  }

  /**
   * Finds them.
   *
   * @throws DataException if there are none, or more than one column of lists
   */
  static VectorColumns of(Path file, MessageType schema) {
    List<ColumnDescriptor> plain =
        schema.getColumns().stream().filter(column -> column.getMaxRepetitionLevel() == 0).toList();
    List<ColumnDescriptor> lists =
        schema.getColumns().stream()
            .filter(column -> column.getMaxRepetitionLevel() == 1 && isNumber(column))
            .toList();
    ColumnDescriptor id = id(file, schema, plain.stream().filter(VectorColumns::canBeId).toList());
    if (lists.size() > 1) {
      throw new DataException(
          "%s: expected one column of lists of numbers, found %s; leave the others out"
              .formatted(file, names(lists)));
    }
    List<ColumnDescriptor> numbers =
        lists.isEmpty() ? plain.stream().filter(VectorColumns::isFloating).toList() : lists;
    if (numbers.isEmpty()) {
      throw new DataException(
          ("%s: expected a column of lists of numbers or columns of floating-point numbers, found"
                  + " the columns %s; add them")
              .formatted(file, names(schema.getColumns())));
    }
    return new VectorColumns(id, numbers);
  }

  private static ColumnDescriptor id(
      Path file, MessageType schema, List<ColumnDescriptor> possible) {
    if (possible.isEmpty()) {
      throw new DataException(
          "%s: expected a column of items, text or whole numbers, found the columns %s; add it"
              .formatted(file, names(schema.getColumns())));
    }
    OptionalInt named = ItemTitles.idColumn(possible.stream().map(VectorColumns::name).toList());
    return possible.get(named.orElse(0));
  }

  private static boolean canBeId(ColumnDescriptor column) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY, INT32, INT64 -> true;
      default -> false;
    };
  }

  private static boolean isNumber(ColumnDescriptor column) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32, INT64 -> true;
      default -> isFloating(column);
    };
  }

  private static boolean isFloating(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    return type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
        || type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
        || isHalf(type);
  }

  /** Whether a column has float16, two bytes each. */
  static boolean isHalf(PrimitiveType type) {
    return LogicalTypeAnnotation.float16Type().equals(type.getLogicalTypeAnnotation());
  }

  private static String name(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  private static String names(List<ColumnDescriptor> columns) {
    return String.join(", ", columns.stream().map(column -> column.getPath()[0]).toList());
  }

  /** The part of a file's schema that these columns are in. */
  MessageType within(MessageType schema) {
    List<String> wanted =
        Stream.concat(Stream.of(id), numbers.stream()).map(column -> column.getPath()[0]).toList();
    return new MessageType(
        schema.getName(),
        schema.getFields().stream().filter(field -> wanted.contains(field.getName())).toList());
  }
}
