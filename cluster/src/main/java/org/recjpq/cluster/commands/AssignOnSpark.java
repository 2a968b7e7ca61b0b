package org.recjpq.cluster.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.cluster.codes.ClusterCodes;
import org.recjpq.cluster.folders.ClusterFolder;
import org.recjpq.cluster.transitions.ClusterTransitions;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.options.Sets;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.program.options.TransitionOptions;
import org.recjpq.program.options.VectorLength;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq-spark assign}: the item codes of a prepared folder. */
@Command(
    name = "assign",
    description = {
      "Assigns codes to the items of a prepared folder and keeps them there, for trainings with"
          + " the same strategy. The codes are those of recjpq assign with its log.",
      "--codes svd is computed by the executors. All other strategies run on the driver, after a"
          + " line that says how much memory they need there.",
      "The folder also gets the memory of transitions, counted by the executors, for trainings that"
          + " would count the same; --memory 0 leaves it out."
    },
    sortOptions = false)
final class AssignOnSpark extends ProgramCommand implements Callable<Integer> {
  private static final String CATALOGUE_SUFFIX = ".catalogue";

  @Option(
      names = "--prepared",
      required = true,
      paramLabel = "PATH",
      description = "A prepared folder, which all executors reach.")
  @Nullable String prepared;

  @Mixin CodeOptions codes = new CodeOptions();

  @Sets("memory.successors")
  @Option(
      names = "--memory",
      converter = Numbers.NotNegative.class,
      paramLabel = "T",
      description =
          "Keep the T strongest successors of each item in a memory of transitions; 0 for none"
              + " (default ${DEFAULT-VALUE}).")
  @Nullable Integer memory;

  @Mixin TransitionOptions transitions = new TransitionOptions();

  @Mixin VectorLength vectors = new VectorLength();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: that of the folder, as for a training).")
  @Nullable Long seed;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "File of the driver for the codes, instead of the prepared folder; the item ids of their"
              + " rows are written to FILE"
              + CATALOGUE_SUFFIX
              + ".")
  @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    TrainingConfig config = SettingOptions.over(base(), commandLine());
    CodeAssigner asked = Objects.requireNonNull(config.model().items().codes());
    String folder = Objects.requireNonNull(prepared);
    ClusterFolder opened = new ClusterFolder(Sessions.of("assign"), folder);
    ClusterCodes cluster = new ClusterCodes(opened);
    PreparedManifest manifest = opened.manifest();
    TransitionSettings remembered = config.memory().resolved(manifest.items());
    boolean remembers = output == null && remembered.hasSuccessors();
    if (remembers) {
      ClusterTransitions.requireCountable(remembered);
    }
    int width = config.model().dimension();
    CodeAssigner assigner = asked.resolved(manifest.items(), width);
    long own = seed == null ? manifest.options().seed() : seed;
    PrintWriter err = commandLine().getErr();
    err.println(cluster.plan(assigner, width));
    err.flush();
    AssignedCodes assigned =
        assigner instanceof SvdCodes svd
            ? AssignedCodes.of(cluster.assign(svd, own))
            : cluster.assignOnDriver(assigner, width, own);
    if (output == null) {
      cluster.keep(assigner, assigned);
      if (remembers) {
        ClusterTransitions counting = new ClusterTransitions(opened);
        counting.keep(counting.count(remembered));
      }
    } else {
      CodesFile.write(output, assigned.codes());
      opened.catalogue().write(Path.of(output + CATALOGUE_SUFFIX));
    }
    commandLine()
        .getOut()
        .printf(
            "%s: codes%s of %s items%n",
            output == null ? folder : output,
            remembers ? " and transitions" : "",
            Sizes.count(manifest.items()));
    commandLine().getOut().flush();
    return 0;
  }
}
