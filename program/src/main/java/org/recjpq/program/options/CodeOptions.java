package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of code assignment. */
@Heading("Item codes")
public final class CodeOptions {
  @Sets("model.items.codes")
  @Option(
      names = "--codes",
      completionCandidates = PartName.Codes.class,
      paramLabel = "STRATEGY",
      description =
          "How items get their codes: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). pq and"
              + " rq quantise vectors of items, and sub-embeddings start from them; auto is pq with"
              + " splits for the size of the catalogue. qr, the quotient-remainder baseline,"
              + " chooses splits and sub-ids itself.")
  @Nullable String strategy;

  @Sets("model.items.codes")
  @Option(
      names = "--codes-file",
      converter = FileSetting.OfCodes.class,
      paramLabel = "FILE",
      description =
          "Codes of your own instead: CSV rows of an item and its sub-ids, or a NumPy matrix of"
              + " sub-ids with items in order of the catalogue.")
  @Nullable FileSetting file;

  @Sets("model.items.codes.splits")
  @Option(
      names = "--splits",
      converter = Numbers.Positive.class,
      paramLabel = "M",
      description =
          "Sub-ids per code (default: by the size of the catalogue for auto, 16 for pq, 8 for the"
              + " others).")
  @Nullable Integer splits;

  @Sets("model.items.codes.subIds")
  @Option(
      names = "--sub-ids",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Values that a sub-id can take (default ${DEFAULT-VALUE}).")
  @Nullable Integer subIds;

  @Sets("model.items.codes.epochs")
  @Option(
      names = "--bpr-epochs",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Passes of BPR over the interactions (default 20).")
  @Nullable Integer bprEpochs;

  @Sets("model.items.codes.vectors")
  @Option(
      names = "--vectors",
      completionCandidates = PartName.Vectors.class,
      paramLabel = "KIND",
      description =
          "What auto, pq and rq quantise: ${COMPLETION-CANDIDATES} (default adjacency); --set"
              + " model.items.codes.vectors.NAME=VALUE changes its settings.")
  @Nullable String vectors;

  @Sets("model.items.codes.vectors")
  @Option(
      names = "--vectors-file",
      converter = FileSetting.OfVectors.class,
      paramLabel = "FILE",
      description =
          "Vectors of your own instead, such as embeddings of texts or images: rows of an item and"
              + " its numbers in CSV, TSV or Parquet, or a NumPy matrix with items in order of"
              + " the catalogue.")
  @Nullable FileSetting vectorsFile;

  @Sets("model.items.codes.rotation")
  @Option(
      names = "--rotation",
      paramLabel = "KIND",
      description =
          "What pq does to the vectors of items before it cuts them: none, balanced (another order"
              + " of the numbers) or opq (a learned rotation) (default none).")
  @Nullable String rotation;

  @Sets("model.items.codes.popularityPower")
  @Option(
      names = "--popularity-power",
      paramLabel = "ALPHA",
      description =
          "How much popular items count when pq and rq divide vectors into cells, as a power of"
              + " their interactions, 0 to 2 (default 0).")
  @Nullable Double popularityPower;
}
