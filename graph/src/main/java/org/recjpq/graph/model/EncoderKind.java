package org.recjpq.graph.model;

import org.recjpq.graph.Parameters;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.encoders.SequenceEncoder;

/** Which {@link SequenceEncoder} a model has. */
public enum EncoderKind {
  /** {@link SasRec}. */
  SASREC {
    @Override
    SequenceEncoder create(Parameters parameters, ModelConfig config) {
      return new SasRec(
          parameters, config.dimension(), config.maxLength(), config.blocks(), config.heads());
    }
  };

  abstract SequenceEncoder create(Parameters parameters, ModelConfig config);
}
