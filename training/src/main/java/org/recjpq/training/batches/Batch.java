package org.recjpq.training.batches;

/**
 * One training batch, left-padded; every array is row-major.
 *
 * @param size B, sequences
 * @param length L, positions
 * @param negativesPerPosition k
 * @param inputs [B, L] items seen; the padding row N before a sequence begins
 * @param positives [B, L] the item to predict at each position; N where the input is padding
 * @param negatives [B, L, k] items drawn uniformly from the catalogue
 */
public record Batch(
    int size,
    int length,
    int negativesPerPosition,
    int[] inputs,
    int[] positives,
    int[] negatives) {}
