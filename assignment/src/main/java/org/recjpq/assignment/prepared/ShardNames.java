package org.recjpq.assignment.prepared;

import java.nio.file.Path;
import org.recjpq.assignment.prepared.ShardArray.Type;

/**
 * The arrays of a prepared folder.
 *
 * @param folder where they are
 * @param shift the logarithm of the numbers in a file
 */
record ShardNames(Path folder, int shift) {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  private ShardArray array(String name, Type type) {
    return new ShardArray(folder, name, type, shift);
  }

  ShardArray items() {
    return array("items", Type.INT32);
  }

  /** Where sequences or histories begin. */
  ShardArray starts(String part) {
    return array(part + "-starts", Type.INT64);
  }

  ShardArray lengths(String part) {
    return array(part + "-lengths", Type.INT32);
  }

  /** The rows that sequences or cases come from. */
  ShardArray rows(String part) {
    return array(part + "-rows", Type.INT32);
  }

  /** The training sequences of cases. */
  ShardArray users(String part) {
    return array(part + "-users", Type.INT32);
  }

  ShardArray targets(String part) {
    return array(part + "-targets", Type.INT32);
  }

  /** How often each item occurs in training sequences. */
  ShardArray trainCounts() {
    return array("train-counts", Type.INT32);
  }

  ShardArray gaps() {
    return array("gaps", Type.INT64);
  }

  ShardArray recency() {
    return array("recency", Type.FLOAT32);
  }

  ShardArray userEnds() {
    return array("user-ends", Type.INT64);
  }

  ShardArray userIds() {
    return array("user-ids", Type.UINT8);
  }
}
