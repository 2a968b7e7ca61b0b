package org.recjpq.program;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.commands.AssignCommand;
import org.recjpq.program.commands.BacktestCommand;
import org.recjpq.program.commands.BaselinesCommand;
import org.recjpq.program.commands.CompareCommand;
import org.recjpq.program.commands.DoctorCommand;
import org.recjpq.program.commands.EvaluateCommand;
import org.recjpq.program.commands.ExplainCommand;
import org.recjpq.program.commands.ExportCommand;
import org.recjpq.program.commands.ExtendCommand;
import org.recjpq.program.commands.FormatsCommand;
import org.recjpq.program.commands.GenerateCommand;
import org.recjpq.program.commands.InspectCommand;
import org.recjpq.program.commands.PrepareCommand;
import org.recjpq.program.commands.PresetsCommand;
import org.recjpq.program.commands.QuickstartCommand;
import org.recjpq.program.commands.RecommendCommand;
import org.recjpq.program.commands.StatsCommand;
import org.recjpq.program.commands.StudyCommand;
import org.recjpq.program.commands.TrainCommand;
import org.recjpq.program.commands.TuneCommand;
import org.recjpq.program.commands.VerifyCommand;
import org.recjpq.program.commands.WorkerCommand;
import org.recjpq.program.console.StandardOutput;
import org.recjpq.program.options.GroupedHelp;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.program.studies.PointProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The program {@code recjpq}.
 *
 * <p>Other jars on the class path can add commands: each is a {@link ProgramCommand} that the
 * {@link ServiceLoader} finds.
 */
@Command(
    name = "recjpq",
    description =
        "Trains next-item recommenders over very large catalogues; exports to TF Serving.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure: bad data, a full disk, a loss that is not a number",
      "2:usage error",
      "130:interrupted; a checkpoint was saved",
      "141:nobody read the output any more"
    },
    subcommands = {
      QuickstartCommand.class,
      StatsCommand.class,
      FormatsCommand.class,
      BaselinesCommand.class,
      BacktestCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      PresetsCommand.class,
      RecommendCommand.class,
      ExplainCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      StudyCommand.class,
      TuneCommand.class,
      ExportCommand.class,
      ExtendCommand.class,
      VerifyCommand.class,
      InspectCommand.class,
      AssignCommand.class,
      GenerateCommand.class,
      DoctorCommand.class,
      WorkerCommand.class,
    })
public final class RecJpq implements Callable<Integer> {
  private static final String BEGINNING =
      """
      recjpq trains next-item recommenders on a log of interactions.

        recjpq quickstart                        try everything on a small log that comes with it
        recjpq quickstart --log ratings.csv      the same on a log of your own
        recjpq train --log ratings.csv           train, test and export a model
        recjpq recommend RUN/export --history ID,ID,...
        recjpq doctor                            check this machine
        recjpq --help                            all commands
      """;

  private static final int INTERRUPTED = 130;

  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "After a failure, print the whole stack trace too.")
  boolean stacktrace;

  /** Without a command: says how to begin. */
  @Override
  public Integer call() {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.print(BEGINNING);
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** Creates the program's command line; a usage error or a failure is reported in one line. */
  public static CommandLine commandLine() {
    RecJpq program = new RecJpq();
    CommandLine commandLine = new CommandLine(program);
    ServiceLoader.load(ProgramCommand.class).forEach(commandLine::addSubcommand);
    showDefaults(commandLine);
    GroupedHelp.install(commandLine);
    return Failures.reportedBy(commandLine, () -> program.stacktrace);
  }

  /** Shows the default settings as the defaults of the options that set them. */
  private static void showDefaults(CommandLine commandLine) {
    if (commandLine.getCommand() instanceof ProgramCommand command) {
      commandLine.setDefaultValueProvider(SettingOptions.defaults(command::base));
    }
    commandLine.getSubcommands().values().forEach(RecJpq::showDefaults);
  }

  /** Runs the program; numbers are written the same way in every country. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    endWithParent();
    NativeLibraries.place();
    CommandLine commandLine = commandLine().setOut(StandardOutput.open());
    System.exit(run(commandLine, arguments));
  }

  /**
   * A training of a study ends with it, however that ends, and saves a checkpoint as after Ctrl-C.
   */
  private static void endWithParent() {
    Long parent = Long.getLong(PointProcess.PARENT);
    if (parent != null) {
      Optional<ProcessHandle> study = ProcessHandle.of(parent);
      if (study.isEmpty()) {
        System.exit(INTERRUPTED);
      } else {
        var unused = study.get().onExit().thenRun(() -> System.exit(INTERRUPTED));
      }
    }
  }

  /** Runs the program; whatever cannot be written to standard output is a failure. */
  private static int run(CommandLine commandLine, String... arguments) {
    try {
      int exitCode = commandLine.execute(arguments);
      commandLine.getOut().flush();
      return exitCode;
    } catch (StandardOutput.FailedException failure) { // while help or the last lines are written
      if (failure.isClosed()) {
        return Failures.CLOSED_PIPE;
      }
      commandLine.getErr().println("recjpq: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (LinkageError failure) {
      commandLine.getErr().println("recjpq: " + NativeLibraries.failure(failure));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
