package org.recjpq.program.options;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.OptimizerSettings;
import org.recjpq.training.batches.Task;
import org.recjpq.training.config.NamedModel;
import org.recjpq.training.config.Preset;

/** The names that an option accepts, for help and completion. */
public abstract class PartName implements Iterable<String> {
  private final Supplier<List<String>> names; // asked only when they are shown

  PartName(Supplier<List<String>> names) {
    this.names = names;
  }

  PartName(Class<? extends Part> kind) {
    this(() -> Parts.all(kind).stream().map(Part::name).toList());
  }

  @Override
  public Iterator<String> iterator() {
    return names.get().iterator();
  }

  /** Of code assigners. */
  public static final class Codes extends PartName {
    Codes() {
      super(CodeAssigner.class);
    }
  }

  /** Of item vectors. */
  static final class Vectors extends PartName {
    Vectors() {
      super(ItemVectors.class);
    }
  }

  /** Of item embeddings. */
  static final class Items extends PartName {
    Items() {
      super(ItemSettings.class);
    }
  }

  /** Of losses. */
  static final class Losses extends PartName {
    Losses() {
      super(LossSettings.class);
    }
  }

  /** Of tasks. */
  static final class Tasks extends PartName {
    Tasks() {
      super(Task.class);
    }
  }

  /** Of optimizers. */
  static final class Optimizers extends PartName {
    Optimizers() {
      super(OptimizerSettings.class);
    }
  }

  /** Of holdout rules. */
  static final class Holdouts extends PartName {
    Holdouts() {
      super(HoldoutRule.class);
    }
  }

  /** Of models. */
  static final class Models extends PartName {
    Models() {
      super(() -> NamedModel.all().stream().map(NamedModel::name).toList());
    }
  }

  /** Of presets. */
  static final class Presets extends PartName {
    Presets() {
      super(Preset::names);
    }
  }
}
