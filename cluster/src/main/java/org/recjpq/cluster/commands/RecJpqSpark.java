package org.recjpq.cluster.commands;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.Failures;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.GroupedHelp;
import org.recjpq.program.options.SettingOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program {@code recjpq-spark}: the main class of an application of Spark. */
@Command(
    name = "recjpq-spark",
    description = {
      "Prepares logs, assigns codes, trains and recommends by the machines of a Spark cluster.",
      "On the same rows, options and seed the results are those of recjpq on one machine."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = {
      PrepareOnSpark.class,
      AssignOnSpark.class,
      TrainOnSpark.class,
      RecommendOnSpark.class,
    })
public final class RecJpqSpark implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "After a failure, print the whole stack trace too.")
  boolean stacktrace;

  /** Without a command: says which there are. */
  @Override
  public Integer call() {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    spec.commandLine().usage(err);
    return CommandLine.ExitCode.USAGE;
  }

  /** Creates the command line; a usage error or a failure is reported in one line. */
  public static CommandLine commandLine() {
    RecJpqSpark program = new RecJpqSpark();
    CommandLine commandLine = new CommandLine(program);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      if (command.getCommand() instanceof ProgramCommand known) {
        command.setDefaultValueProvider(SettingOptions.defaults(known::base));
      }
    }
    GroupedHelp.install(commandLine);
    return Failures.reportedBy(commandLine, () -> program.stacktrace);
  }

  /** Runs the program; Spark takes any exit code but 0 for a failure of the application. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int code = commandLine().execute(arguments);
    SparkSession.getDefaultSession().foreach(RecJpqSpark::stopped);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static boolean stopped(SparkSession session) {
    session.stop();
    return true;
  }
}
