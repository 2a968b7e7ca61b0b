package org.recjpq.training.runs;

import java.util.List;
import java.util.Locale;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LambdaRank;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.SoftmaxCrossEntropy;
import org.recjpq.training.batches.TaskKind;

/** A model by the name it has in the literature: an encoder with its task and its loss. */
public enum ModelKind {
  /** Kang and McAuley, ICDM 2018. */
  SASREC(
      new SasRec.Settings(), new BinaryCrossEntropy.Plain(), TaskKind.NEXT_ITEM, TaskKind.SUFFIX),

  /** SASRec with the gBCE loss: Petrov and Macdonald, RecSys 2023. */
  GSASREC(
      new SasRec.Settings(),
      new BinaryCrossEntropy.Calibrated(),
      TaskKind.NEXT_ITEM,
      TaskKind.SUFFIX),

  /** Sun et al., CIKM 2019. */
  BERT4REC(new Bert4Rec.Settings(), new SoftmaxCrossEntropy.Settings(), TaskKind.MASKED_ITEMS),

  /** BERT4Rec with the gBCE loss: Petrov's thesis, Glasgow 2025, ch. 6. */
  GBERT4REC(new Bert4Rec.Settings(), new BinaryCrossEntropy.Calibrated(), TaskKind.MASKED_ITEMS),

  /** Hidasi et al., ICLR 2016, with the task and the loss of the RecJPQ study. */
  GRU4REC(new Gru4Rec.Settings(), new LambdaRank.Settings(), TaskKind.SUFFIX, TaskKind.NEXT_ITEM);

  private final EncoderSettings encoder;
  private final LossSettings loss;
  private final List<TaskKind> tasks;

  ModelKind(EncoderSettings encoder, LossSettings loss, TaskKind... tasks) {
    this.encoder = encoder;
    this.loss = loss;
    this.tasks = List.of(tasks);
  }

  /** Its encoder. */
  public EncoderSettings encoder() {
    return encoder;
  }

  /** The task that it trains on unless another one is asked for. */
  public TaskKind task() {
    return tasks.get(0);
  }

  /** The tasks that its encoder can be trained on: none that would show it the answer. */
  public List<TaskKind> tasks() {
    return tasks;
  }

  /** The loss that it has unless another one is asked for. */
  public LossSettings loss() {
    return loss;
  }

  /** The name in lower case, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
