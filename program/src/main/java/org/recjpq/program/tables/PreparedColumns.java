package org.recjpq.program.tables;

import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of the parts of a prepared folder; {@code docs/prepared.md} says what is in them. */
final class PreparedColumns {
  static final String USER = "user";
  static final String ITEMS = "items";
  static final String TRAIN_START = "train_start";
  static final String TRAIN_LENGTH = "train_length";
  static final String VALIDATION = "validation";
  static final String TEST = "test";
  static final String AFTER_GAP = "after_gap";
  static final String RECENCY = "recency";

  /** Columns of a case. */
  static final String START = "start";

  static final String LENGTH = "length";
  static final String TARGET = "target";

  private PreparedColumns() {}

  static MessageType schema(boolean hasGaps, boolean hasRecency) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema
        .required(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(USER)
        .addField(list(ITEMS, integer("element")))
        .addField(integer(TRAIN_START))
        .addField(integer(TRAIN_LENGTH))
        .addField(list(VALIDATION, oneCase()))
        .addField(list(TEST, oneCase()));
    if (hasGaps) {
      schema.addField(list(AFTER_GAP, integer("element")));
    }
    if (hasRecency) {
      schema.addField(list(RECENCY, Types.required(PrimitiveTypeName.FLOAT).named("element")));
    }
    return schema.named("sequences");
  }

  private static Type integer(String name) {
    return Types.required(PrimitiveTypeName.INT32).named(name);
  }

  private static GroupType oneCase() {
    return Types.requiredGroup()
        .addFields(integer(START), integer(LENGTH), integer(TARGET))
        .named("element");
  }

  private static GroupType list(String name, Type element) {
    return Types.requiredList().element(element).named(name);
  }
}
