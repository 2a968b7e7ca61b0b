package org.recjpq.assignment.prepared;

import java.nio.file.Path;

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

  private ShardArray array(String name, ShardArray.Type type) {
    return new ShardArray(folder, name, type, shift);
  }

  ShardArray items() {
    return array("items", ShardArray.Type.INT32);
  }

  /** Where sequences or histories begin. */
  ShardArray starts(String part) {
    return array(part + "-starts", ShardArray.Type.INT64);
  }

  ShardArray lengths(String part) {
    return array(part + "-lengths", ShardArray.Type.INT32);
  }

  /** The rows that sequences or cases come from. */
  ShardArray rows(String part) {
    return array(part + "-rows", ShardArray.Type.INT32);
  }

  /** The training sequences of cases. */
  ShardArray users(String part) {
    return array(part + "-users", ShardArray.Type.INT32);
  }

  ShardArray targets(String part) {
    return array(part + "-targets", ShardArray.Type.INT32);
  }

  /** How often each item occurs in training sequences. */
  ShardArray trainCounts() {
    return array("train-counts", ShardArray.Type.INT32);
  }

  ShardArray gaps() {
    return array("gaps", ShardArray.Type.INT64);
  }

  ShardArray recency() {
    return array("recency", ShardArray.Type.FLOAT32);
  }

  ShardArray userEnds() {
    return array("user-ends", ShardArray.Type.INT64);
  }

  ShardArray userIds() {
    return array("user-ids", ShardArray.Type.UINT8);
  }
}
