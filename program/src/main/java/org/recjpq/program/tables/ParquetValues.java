package org.recjpq.program.tables;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/** The value that a reader of a Parquet column stands at. */
final class ParquetValues {
  private ParquetValues() {}

  /** Whether there is one that is not null. */
  static boolean isPresent(ColumnReader column) {
    return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
  }

  /** Whether a list has an element here, which may be null. */
  static boolean hasPlace(ColumnReader column) {
    int ofElement = column.getDescriptor().getMaxDefinitionLevel();
    boolean optional = column.getDescriptor().getPrimitiveType().isRepetition(Repetition.OPTIONAL);
    return column.getCurrentDefinitionLevel() >= (optional ? ofElement - 1 : ofElement);
  }

  /** A text or whole number as text. */
  static String text(ColumnReader column) {
    PrimitiveType type = column.getDescriptor().getPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> String.valueOf(column.getInteger());
      case INT64 -> String.valueOf(column.getLong());
      default -> column.getBinary().toStringUsingUTF8();
    };
  }
}
